import { startThreads, type ThreadError, type Threads } from "#app/server/threads.ts";
import type { Block, FileFault, FormatName, ReadBlock } from "./formats/format.ts";
import type { CutFile, importTasks } from "./formats/thread.server.ts";

type Readers = Threads<typeof importTasks>;

/** Milliseconds that cutting a file, or reading a batch of its questions, may take. */
const TIMEOUT = 4_000;

/** Questions read in one call: they take some 20 ms. */
const BATCH = 100;

/** Questions that may take too long before the rest of the file is left alone. */
const MOST_SLOW = 10;

export interface ReadFile {
  cut: CutFile;
  /** The questions in the order of the file, in batches; nothing where it could not be cut. */
  batches: AsyncGenerator<ReadBlock[]>;
  close(): Promise<void>;
}

/**
 * Reads a file of questions on a thread of its own, with a limit of memory and time: a question
 * that takes too long loses only itself, and a file with ten of them is given up there.
 */
export async function readFile(
  bytes: Uint8Array,
  format: FormatName | null,
  timeout = TIMEOUT,
): Promise<ReadFile> {
  const readers: Readers = startThreads<typeof importTasks>(
    new URL("./formats/thread.server.ts", import.meta.url),
    { threads: 1, waiting: 4, timeout, memory: 384, idle: 10_000 },
  );
  const cut = await cutFile(readers, bytes, format);
  return {
    cut,
    batches: cut.ok ? readBatches(readers, cut.format, cut.blocks) : nothing(),
    close: () => readers.close(),
  };
}

async function* nothing(): AsyncGenerator<ReadBlock[]> {}

async function cutFile(
  readers: Readers,
  bytes: Uint8Array,
  format: FormatName | null,
): Promise<CutFile> {
  try {
    return await readers.run("cut", { bytes: Uint8Array.from(bytes), format });
  } catch (error) {
    if (!isFault(error)) throw error;
    const fault: FileFault = "too-complex";
    return { ok: false, fault, line: null, encoding: "utf-8", format };
  }
}

async function* readBatches(
  readers: Readers,
  format: FormatName,
  blocks: readonly Block[],
): AsyncGenerator<ReadBlock[]> {
  let slow = 0;
  /** Begun while those before are kept; who stops halfway never asks how it ended. */
  const begin = (from: number) => {
    const reading = attempt(readers, format, blocks.slice(from, from + BATCH));
    reading.catch(() => {});
    return reading;
  };
  let reading = begin(0);
  for (let from = 0; from < blocks.length; from += BATCH) {
    const batch = blocks.slice(from, from + BATCH);
    if (slow >= MOST_SLOW) {
      yield batch.map(tooSlow);
      continue;
    }
    const together = await reading;
    if (from + BATCH < blocks.length) reading = begin(from + BATCH);
    if (together) {
      yield together;
      continue;
    }
    const apart: ReadBlock[] = [];
    for (const block of batch) {
      const [read] = slow < MOST_SLOW ? ((await attempt(readers, format, [block])) ?? []) : [];
      if (!read) slow += 1;
      apart.push(read ?? tooSlow(block));
    }
    yield apart;
  }
}

/** Null where it took too long or more memory than there is for it. */
async function attempt(readers: Readers, format: FormatName, blocks: Block[]) {
  try {
    return await readers.run("read", { format, blocks });
  } catch (error) {
    if (isFault(error)) return null;
    throw error;
  }
}

const tooSlow = ({ line }: Block): ReadBlock => {
  return { ok: false, fault: "too-slow", line, detail: "" };
};

/** Not by `instanceof`: a bundle has a copy of the class. */
function isFault(error: unknown): boolean {
  const { name, fault } = error as ThreadError;
  return name === "ThreadError" && (fault === "timeout" || fault === "died");
}
