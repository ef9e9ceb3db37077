import { spawn } from "node:child_process";
import { once } from "node:events";
import { childEnvironment } from "#app/server/config.ts";

export interface VcApiReply {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: JSON of each endpoint
  body: any;
}

/** The operator's command as a process of its own, spoken to by HTTP as a test suite does. */
export async function startVcApiCommand(more: string[] = []) {
  const args = ["app/cli.ts", "vc-api", "--test", ...more];
  const child = spawn(process.execPath, args, {
    env: childEnvironment({ NODE_ENV: "", VITEST: "" }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const [, origin, issuer] = await new Promise<string[]>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk;
      const ready = /(http:\S+) issues as (did:key:\S+)/.exec(said);
      if (ready) resolve(ready as string[]);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("exit", () => reject(new Error(said)));
  });
  return {
    origin: origin as string,
    /** The did:key as which it issues. */
    issuer: issuer as string,
    async get(path: string): Promise<VcApiReply> {
      const response = await fetch(`${origin}${path}`);
      return { status: response.status, body: await response.json() };
    },
    /** Posts a value as JSON, or a text as it is. */
    async post(
      path: string,
      body: unknown,
      headers: Record<string, string> = {},
    ): Promise<VcApiReply> {
      const response = await fetch(`${origin}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    },
    /** Tells it to end; its exit code. */
    async stop(): Promise<number> {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      const [code] = await ended;
      return code;
    },
  };
}

export type VcApiCommand = Awaited<ReturnType<typeof startVcApiCommand>>;
