import { parentPort } from "node:worker_threads";
import type { Answer, ThreadTasks } from "./threads.ts";

/** The other end of `startThreads`: answers its calls with these tasks, one at a time. */
export function serveTasks(tasks: ThreadTasks): void {
  parentPort?.on("message", async ({ name, input }: { name: string; input: unknown }) => {
    parentPort?.postMessage(await answer(tasks, name, input));
  });
  parentPort?.postMessage("ready" satisfies Answer);
}

async function answer(tasks: ThreadTasks, name: string, input: unknown): Promise<Answer> {
  try {
    const task = tasks[name];
    if (!task) throw new Error(`no task ${name}`);
    return { value: await task(input) };
  } catch (error) {
    const { name: kind, message } = error instanceof Error ? error : new Error(String(error));
    return { error: { name: kind, message } };
  }
}
