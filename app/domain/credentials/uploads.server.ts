import {
  startThreads,
  type ThreadError,
  type ThreadLimits,
  type Threads,
} from "#app/server/threads.ts";
import type { uploadTasks } from "./upload/thread.server.ts";
import { type FileReadFault, MOST_BYTES, type Upload } from "./upload/upload.server.ts";

export { MOST_BYTES };

/** Why nothing to check is taken out of a file. */
export type UploadFault = FileReadFault | "busy" | "too-complex";

declare module "#app/server/http/context.ts" {
  interface Given {
    uploads: Uploads;
  }
}

/** A thread on which strangers' files are read. */
export type Uploads = Threads<typeof uploadTasks>;

/** One file at a time, since a photograph takes 90 MB; the heaviest takes a fourth of the time. */
const LIMITS: ThreadLimits = {
  threads: 1,
  waiting: 20,
  timeout: 1500,
  memory: 96,
  idle: 30_000,
};

/**
 * The thread for files that are sent to be checked: it starts with the first of them and ends
 * when none comes. An entrance starts it and hands it on, as `startProofs`.
 */
export function startUploads(limits: Partial<ThreadLimits> = {}): Uploads {
  const entry = new URL("./upload/thread.server.ts", import.meta.url);
  return startThreads(entry, { ...LIMITS, ...limits });
}

/**
 * What there is to check in a file that somebody sent, of 10 MB at most: a credential's text, the
 * address or the code that a picture shows, or the reason why nothing. Never throws for what the
 * bytes are; a file that takes too long, or takes its thread down, is `too-complex`.
 */
export async function readUpload(
  uploads: Uploads,
  bytes: Uint8Array,
): Promise<Upload | { fault: UploadFault }> {
  if (bytes.length > MOST_BYTES) return { fault: "too-large" };
  try {
    return await uploads.run("read", Uint8Array.from(bytes));
  } catch (error) {
    // Not by `instanceof`: a bundle has a copy of the class.
    const { name, fault } = error as ThreadError;
    if (name !== "ThreadError") throw error;
    return { fault: fault === "timeout" || fault === "died" ? "too-complex" : "busy" };
  }
}
