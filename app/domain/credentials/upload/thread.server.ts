import { serveTasks } from "#app/server/thread-tasks.ts";
import { readFile } from "./read.server.ts";

/** What the thread of `uploads.server.ts` does. Between threads a Buffer becomes a Uint8Array. */
export const uploadTasks = { read: (file: Uint8Array) => readFile(Buffer.from(file.buffer)) };

serveTasks(uploadTasks);
