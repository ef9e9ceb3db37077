import { serveTasks } from "#app/server/thread-tasks.ts";
import { decodeText, type Encoding } from "./encoding.ts";
import type { Block, FileFault, FormatName, ReadBlock } from "./format.ts";
import { MOST_BLOCKS } from "./limits.ts";
import { formatOf, formats, readBlockOf } from "./registry.ts";

/** A file cut into questions, with what was found out about it. */
export type CutFile = { encoding: Encoding; format: FormatName | null } & (
  | { ok: true; format: FormatName; blocks: Block[] }
  | { ok: false; fault: FileFault; line: number | null }
);

/** What the thread of `read-file.server.ts` does with the files of strangers. */
export const importTasks = {
  async cut({ bytes, format: named }: { bytes: Uint8Array; format: FormatName | null }) {
    const { text, encoding } = decodeText(bytes);
    const format = named ?? formatOf(text);
    const fail = (fault: FileFault, line: number | null = null): CutFile => {
      return { ok: false, fault, line, encoding, format };
    };
    if (text.trim() === "") return fail("empty");
    if (!format) return fail("no-format");
    const split = formats[format].split(text);
    if (!split.ok) return fail(split.fault, split.line);
    if (split.blocks.length === 0) return fail("empty");
    if (split.blocks.length > MOST_BLOCKS) return fail("too-many");
    return { ok: true, encoding, format, blocks: split.blocks } satisfies CutFile as CutFile;
  },

  async read({ format, blocks }: { format: FormatName; blocks: Block[] }): Promise<ReadBlock[]> {
    return blocks.map((block) => readBlockOf(format, block));
  },
};

serveTasks(importTasks);
