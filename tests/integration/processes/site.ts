import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer as createHttpServer, request as httpRequest, type Server } from "node:http";
import { connect as connectTcp, createServer as createTcpServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { childEnvironment } from "#app/server/config.ts";
import { until } from "../operator/processes.ts";

const project = fileURLToPath(new URL("../../..", import.meta.url));

/** A first build may take this long, in milliseconds. */
export const buildLimit = 300_000;

/** What every process of one installation shares. */
export interface Installation {
  databaseUrl: string;
  dataDir: string;
}

/** A data folder of the test's own beside the database. */
export function installation(databaseUrl: string): Installation {
  const dataDir = mkdtempSync(join(tmpdir(), "cabildo-processes-"));
  mkdirSync(join(dataDir, "mail"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return { databaseUrl, dataDir };
}

/** The production build, made if what it is made of has changed. */
export async function buildSite(): Promise<void> {
  const build = spawnNode(["app/cli.ts", "build"], {});
  const code = await new Promise((resolve) => build.child.once("close", resolve));
  if (code !== 0) throw new Error(build.said());
}

export interface WebProcess {
  origin: string;
  child: ChildProcess;
  said(): string;
}

/** One web process, once it listens; killed at the end of the test. */
export async function startWeb(shared: Installation): Promise<WebProcess> {
  const web = spawnNode(["build/processes/web.server.js"], variablesOf(shared));
  onTestFinished(() => void web.child.kill("SIGKILL"));
  const port = await until(
    "a web process",
    () => ended(web) || /"port":(\d+)[^\n]*"listening"/.exec(web.said())?.[1],
  );
  return { ...web, origin: `http://127.0.0.1:${port}` };
}

/** One worker, once it works; it ends its jobs before the test does. */
export async function startWorker(shared: Installation): Promise<void> {
  const worker = spawnNode(["build/processes/worker.server.js"], variablesOf(shared));
  const gone = new Promise((resolve) => worker.child.once("exit", resolve));
  onTestFinished(async () => {
    worker.child.kill("SIGTERM");
    await gone;
  });
  await until("a worker", () => ended(worker) || worker.said().includes('"working"'));
}

const variablesOf = ({ databaseUrl, dataDir }: Installation) => ({
  DATABASE_URL: databaseUrl,
  DATA_DIR: dataDir,
  SESSION_SECRET: "one secret for all the processes of these tests",
});

function ended({ child, said }: { child: ChildProcess; said(): string }): false {
  if (child.exitCode === null) return false;
  throw new Error(said());
}

function spawnNode(args: string[], variables: Record<string, string>) {
  const unset = { NODE_ENV: "", VITEST: "", DATABASE_URL: "", PUBLIC_URL: "", SMTP_URL: "" };
  const child = spawn(process.execPath, args, {
    cwd: project,
    env: childEnvironment({ ...unset, PORT: "0", LOG_LEVEL: "info", ...variables }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      said += chunk;
    });
  }
  return { child, said: () => said };
}

/** A proxy that gives each request to the next of the origins, and passes by one that is gone. */
export async function roundRobin(origins: readonly string[]): Promise<string> {
  let turn = 0;
  const server = createHttpServer((asked, answered) => {
    const chunks: Buffer[] = [];
    asked.on("data", (chunk) => chunks.push(chunk));
    asked.on("end", () => pass(Buffer.concat(chunks), origins.length));

    function pass(body: Buffer, left: number) {
      const to = new URL(asked.url ?? "/", origins[turn++ % origins.length]);
      const { method, headers } = asked;
      const passed = httpRequest(to, { method, headers, agent: false }, (response) => {
        answered.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answered).on("error", () => answered.destroy());
      });
      passed.on("error", (error: NodeJS.ErrnoException) => {
        // Nobody listened, so nothing was done; after that, only the sender may try again.
        if (error.code === "ECONNREFUSED" && left > 1) pass(body, left - 1);
        else if (answered.headersSent) answered.destroy();
        else answered.writeHead(502).end();
      });
      passed.end(body);
    }
  });
  return listening(server);
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}

/** The way to a database that can be cut, made silent and restored. */
export interface Wire {
  url: string;
  /** Connections are refused and those there are end. */
  cut(): Promise<void>;
  /** Connections are taken and nothing answers. */
  silence(): Promise<void>;
  restore(): Promise<void>;
}

export async function wireTo(databaseUrl: string): Promise<Wire> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let port = 0;
  let server = await open(pipe);
  const wire = new URL(databaseUrl);
  wire.host = `127.0.0.1:${port}`;
  onTestFinished(close);
  return {
    url: wire.href,
    cut: close,
    async silence() {
      await close();
      server = await open(keep);
    },
    async restore() {
      await close();
      server = await open(pipe);
    },
  };

  function keep(socket: Socket) {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  }

  function pipe(socket: Socket) {
    const further = connectTcp(Number(target.port), target.hostname);
    for (const end of [socket, further]) keep(end);
    socket.pipe(further).pipe(socket);
    socket.on("close", () => further.destroy());
    further.on("close", () => socket.destroy());
  }

  async function open(onConnection: (socket: Socket) => void) {
    const opened = createTcpServer(onConnection);
    await new Promise<void>((resolve) => opened.listen(port, "127.0.0.1", resolve));
    const address = opened.address();
    port = typeof address === "object" ? (address?.port ?? 0) : 0;
    return opened;
  }

  async function close() {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  }
}

/** What a browser without scripts does: keeps cookies, follows redirects, posts forms. */
export class Visitor {
  private readonly cookies = new Map<string, string>();

  constructor(cookie = "") {
    this.take([cookie]);
  }

  get(url: string): Promise<Response> {
    return this.ask(url, { method: "GET" });
  }

  post(url: string, form: Record<string, string>): Promise<Response> {
    return this.ask(url, { method: "POST", body: new URLSearchParams(form) });
  }

  private async ask(url: string, init: RequestInit): Promise<Response> {
    const response = await fetch(url, {
      ...init,
      redirect: "manual",
      headers: {
        Accept: "text/html",
        Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        Origin: new URL(url).origin,
      },
    });
    this.take(response.headers.getSetCookie());
    const location = response.headers.get("location");
    return location ? this.get(new URL(location, url).href) : response;
  }

  private take(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (name) this.cookies.set(name, value);
    }
  }
}
