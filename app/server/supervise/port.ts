import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** Why `host:port` cannot be listened on; null when it can. */
export function whyNotListen(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(sentence(error, host, port)));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

/**
 * The same, but lets a port that is taken become free for `patience`
 * milliseconds: the web process of a killed supervisor needs a moment to end.
 */
export async function whyNotListenSoon(
  host: string,
  port: number,
  patience: number,
): Promise<string | null> {
  for (const until = Date.now() + patience; ; await pause(50)) {
    const reason = await whyNotListen(host, port);
    if (reason === null || Date.now() > until) return reason;
  }
}

function sentence(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case "EADDRINUSE":
      return `PORT: port ${port} on ${host} is in use by another program. Stop it, or set PORT to a free one.`;
    case "EACCES":
      return `PORT: this account may not listen on port ${port}. Use one above 1023, behind a proxy.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `HOST: ${host} is not an address of this machine. Use 127.0.0.1 or 0.0.0.0.`;
    default:
      return `HOST, PORT: cannot listen on ${host}:${port} (${error.code ?? error.message})`;
  }
}
