import { randomUUID } from "node:crypto";
import autocannon from "autocannon";
import type { Load, Outcome } from "./load.ts";

/** Puts one load after another on a server, in a process of its own: told and telling by messages. */
process.on("message", async (load: Load) => process.send?.(await put(load)));
process.once("disconnect", () => process.exit(0));

async function put({ origin, connections, seconds, requests, status }: Load): Promise<Outcome> {
  let failures = 0;
  const repeated = requests.map(
    ({ method, path, headers, body }): autocannon.Request => ({
      method,
      path,
      headers,
      ...(body !== undefined && {
        setupRequest: (request: autocannon.Request) => ({
          ...request,
          body: body.replaceAll("{uuid}", () => randomUUID()),
        }),
      }),
      onResponse: (answered: number) => {
        if (answered !== status) failures += 1;
      },
    }),
  );
  let clients = 0;
  const run = autocannon({
    url: origin,
    connections,
    duration: seconds,
    requests: repeated,
    // Each connection begins elsewhere: sixteen people, not one person sixteen times.
    setupClient: (client) => {
      const start = Math.floor((repeated.length * clients) / connections);
      clients += 1;
      client.setRequests([...repeated.slice(start), ...repeated.slice(0, start)]);
    },
  });
  const { requests: counted, latency, errors, timeouts } = await run;
  return {
    perSecond: counted.mean,
    p50: latency.p50,
    p99: latency.p99,
    failures: failures + errors + timeouts,
  };
}
