import { type Embedded, startEmbedded } from "../postgres/embedded.ts";
import { backoff } from "./backoff.ts";

/** The embedded server, started again whenever it ends. */
export interface KeptDatabase {
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts the server whose files are in `dir` and keeps it running. It comes
 * back on the same port when it can; `onMoved` is told the address otherwise.
 */
export async function keepDatabase(
  dir: string,
  log: (line: string) => void,
  onMoved: (url: string) => void,
): Promise<KeptDatabase> {
  let stopping = false;
  let restarts = 0;
  let startedAt = Date.now();
  let reviving: Promise<void> = Promise.resolve();
  let server: Embedded;

  const begin = async () => {
    startedAt = Date.now();
    server = await startEmbedded(dir, log);
    server.onExit(() => {
      if (!stopping) reviving = revive();
    });
  };
  const revive = async () => {
    const { url } = server;
    while (!stopping) {
      const next = backoff(restarts, Date.now() - startedAt);
      restarts = next.restarts;
      log(`Postgres ended; starting it again in ${next.wait} ms`);
      await new Promise((resolve) => setTimeout(resolve, next.wait));
      if (stopping) return;
      try {
        await begin();
        log("Postgres is back");
        if (server.url !== url) onMoved(server.url);
        return;
      } catch (error) {
        log((error as Error).message);
      }
    }
  };

  await begin();
  return {
    get url() {
      return server.url;
    },
    async stop() {
      stopping = true;
      await reviving;
      await server.stop();
    },
  };
}
