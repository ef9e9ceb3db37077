import { Worker } from "node:worker_threads";

/** What a thread can be asked, by name: each takes and gives what can be sent between threads. */
// biome-ignore lint/suspicious/noExplicitAny: each task has types of its own
export type ThreadTasks = Record<string, (input: any) => Promise<unknown>>;

export interface ThreadLimits {
  /** Threads at most; they start when there is work, one after another. */
  threads: number;
  /** Calls that may wait; one more is refused with `busy`. */
  waiting: number;
  /** Milliseconds that a call may take once its thread is ready; then the thread is ended. */
  timeout: number;
  /** MB of memory of each thread's old generation. */
  memory: number;
  /** Milliseconds without work after which a thread ends and gives its memory back. */
  idle: number;
}

/** Why a call was not answered: too many wait, it took too long, or its thread died. */
export type ThreadFault = "busy" | "timeout" | "died" | "closed";

export class ThreadError extends Error {
  override name = "ThreadError";
  readonly fault: ThreadFault;

  constructor(fault: ThreadFault, cause?: unknown) {
    super(`thread: ${fault}`, { cause });
    this.fault = fault;
  }
}

export interface Threads<Tasks extends ThreadTasks> {
  run<Name extends keyof Tasks & string>(
    name: Name,
    input: Parameters<Tasks[Name]>[0],
  ): Promise<Awaited<ReturnType<Tasks[Name]>>>;
  close(): Promise<void>;
}

interface Call {
  name: string;
  input: unknown;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
}

interface Thread {
  worker: Worker;
  /** Its modules are loaded. */
  ready: boolean;
  call: Call | null;
  timer: NodeJS.Timeout | undefined;
}

/** MB for what is young: by itself V8 takes 110 MB more, and is no faster. */
const YOUNG = 16;

/** Milliseconds in which a thread must have loaded its modules. */
const START = 20_000;

/** What `serveTasks` posts. A throw that crossed keeps its name and message, not its class. */
export type Answer = "ready" | { value: unknown } | { error: { name: string; message: string } };

/**
 * Runs the tasks that the module at `entry` serves (`serveTasks`) on threads of their own, so
 * that heavy work never holds a request. A thread takes one call at a time; one that dies or
 * takes too long fails its own call only, and the next call starts another.
 */
export function startThreads<Tasks extends ThreadTasks>(
  entry: URL,
  limits: ThreadLimits,
): Threads<Tasks> {
  const threads = new Set<Thread>();
  const waiting: Call[] = [];
  let closed = false;

  function start(): Thread {
    const worker = new Worker(entry, {
      resourceLimits: {
        maxOldGenerationSizeMb: limits.memory,
        maxYoungGenerationSizeMb: YOUNG,
      },
      env: {},
    });
    const thread: Thread = { worker, ready: false, call: null, timer: undefined };
    worker.unref();
    worker.on("message", (answer: Answer) => settle(thread, answer));
    worker.on("error", (error) => lose(thread, new ThreadError("died", error)));
    worker.on("exit", () => lose(thread, new ThreadError("died")));
    threads.add(thread);
    return thread;
  }

  function settle(thread: Thread, answer: Answer) {
    const { call } = thread;
    clearTimeout(thread.timer);
    if (answer === "ready") {
      thread.ready = true;
      return call ? limit(thread, limits.timeout) : rest(thread);
    }
    thread.call = null;
    rest(thread);
    if (!call) return;
    if ("value" in answer) call.resolve(answer.value as never);
    else call.reject(Object.assign(new Error(answer.error.message), { name: answer.error.name }));
    next();
  }

  function lose(thread: Thread, error: ThreadError) {
    if (!threads.delete(thread)) return;
    clearTimeout(thread.timer);
    void thread.worker.terminate();
    thread.call?.reject(error);
    thread.call = null;
    next();
  }

  function limit(thread: Thread, milliseconds: number) {
    thread.timer = setTimeout(() => lose(thread, new ThreadError("timeout")), milliseconds);
  }

  function rest(thread: Thread) {
    thread.worker.unref();
    thread.timer = setTimeout(() => lose(thread, new ThreadError("died")), limits.idle);
    thread.timer.unref();
  }

  function next() {
    const free = [...threads].find(({ call }) => !call);
    const thread = free ?? (threads.size < limits.threads && waiting.length > 0 ? start() : null);
    const call = thread && waiting.shift();
    if (!thread || !call) return;
    clearTimeout(thread.timer);
    thread.call = call;
    // A call at work keeps the process alive; a thread without work does not.
    thread.worker.ref();
    limit(thread, thread.ready ? limits.timeout : START);
    thread.worker.postMessage({ name: call.name, input: call.input });
  }

  return {
    run(name, input) {
      if (closed) return Promise.reject(new ThreadError("closed"));
      if (waiting.length >= limits.waiting) return Promise.reject(new ThreadError("busy"));
      return new Promise((resolve, reject) => {
        waiting.push({ name, input, resolve, reject });
        next();
      });
    },
    async close() {
      closed = true;
      for (const call of waiting.splice(0)) call.reject(new ThreadError("closed"));
      const ending = [...threads].map((thread) => {
        lose(thread, new ThreadError("closed"));
        return thread.worker.terminate();
      });
      await Promise.all(ending);
    },
  };
}
