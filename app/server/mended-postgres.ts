import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/**
 * postgres.js 3.4.9 does not survive every loss of a connection:
 *
 * - what was to be written when the connection closed is written afterwards, to a socket that
 *   is gone, and the error ends the process (https://github.com/porsager/postgres/issues/1208);
 * - what was not written stays, and that connection never writes again
 *   (https://github.com/LanternOps/breeze/issues/3225);
 * - after an error of the socket, what was sent meanwhile is never answered;
 * - a connection lost while it asks for the types of arrays ends the process too;
 * - a transaction goes on with a connection that is already somebody else's.
 *
 * Here what was asked of a lost connection is refused, and its place is clean for the next. A
 * release that is not as expected stops the build, so that somebody looks whether it still has to be.
 */
const MENDED: Record<string, readonly { from: string; to: string }[]> = {
  "connection.js": [
    {
      from: "function nextWrite(fn) {\n",
      to: `function lost() {
    nextWriteTimer !== null && clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    const gone = Errors.connection('CONNECTION_CLOSED', options)
    query && queryError(query, gone)
    query = null
    while (sent.length) queryError(sent.shift(), gone)
    return false
  }

  function nextWrite(fn) {
    if (!socket) return lost()
`,
    },
    {
      from: "socket = null\n\n    if (initial)",
      to: "socket = null\n    lost()\n\n    if (initial)",
    },
    {
      from: "clearImmediate(nextWriteTimer)\n    if (socket) {",
      to: "clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    if (socket) {",
    },
    {
      from: "return fetchArrayTypes()\n",
      to: "return fetchArrayTypes().catch(() => {})\n",
    },
  ],
  "index.js": [
    {
      from: "let savepoints = 0\n",
      to: "let gone = null\n    let savepoints = 0\n",
    },
    {
      from: "connection.onclose = reject)",
      to: "connection.onclose = e => { gone = e; reject(e) })",
    },
    {
      from: "c.queue === full\n          ? queries.push(q)",
      to: "if (gone) return q.reject(gone)\n        c.queue === full\n          ? queries.push(q)",
    },
  ],
};

/** Puts postgres.js into the bundle, mended. */
export const mendedPostgres: Plugin = {
  name: "mended-postgres",
  setup({ onLoad }) {
    onLoad(
      { filter: /\/node_modules\/postgres\/src\/(connection|index)\.js$/ },
      async ({ path }) => {
        const replacements = MENDED[path.slice(path.lastIndexOf("/") + 1)] ?? [];
        let contents = await readFile(path, "utf8");
        for (const { from, to } of replacements) {
          if (contents.split(from).length !== 2) {
            throw new Error(
              `${path} is not the postgres.js that mended-postgres.ts knows: ${from}`,
            );
          }
          contents = contents.replace(from, () => to);
        }
        return { contents, loader: "js" };
      },
    );
  },
};
