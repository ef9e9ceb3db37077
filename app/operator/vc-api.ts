import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readObject } from "#app/domain/credentials/json-text.ts";
import { startVcApi, VC_API_PATHS, type VcApiPath } from "#app/domain/credentials/vc-api.server.ts";
import { Refusal, say, UsageError } from "#app/server/cli/command.ts";
import {
  type JsonAnswer,
  type JsonQuestion,
  LOOPBACK,
  serveJson,
} from "#app/server/cli/json-server.ts";
import { whyNotListen } from "#app/server/supervise/port.ts";

type VcApi = ReturnType<typeof startVcApi>;

/**
 * Serves the W3C's VC-API on this machine until it is told to end, for the W3C's test suites.
 * What it issues is worth nothing: its key is made now and gone afterwards.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      test: { type: "boolean", default: false },
      port: { type: "string", default: "0" },
      "did-document": { type: "string", multiple: true, default: [] },
    },
  });
  if (!values.test) {
    throw new UsageError("vc-api accepts what the site does not: it runs for tests, with --test");
  }
  const port = portOf(values.port);
  const documents = values["did-document"].map(readDocument);
  const reason = port === 0 ? null : await whyNotListen(LOOPBACK, port);
  if (reason) throw new Refusal(reason);
  const api = startVcApi(documents, () => new Date());
  const server = await serveJson(port, (asked) => answerOf(api, asked, origin()), report);
  function origin() {
    return `http://${LOOPBACK}:${server.port}`;
  }
  say(`VC-API for tests: ${origin()} issues as ${api.issuer}`);
  await toldToEnd();
  await server.close();
  await api.close();
  return 0;
}

async function answerOf(
  api: VcApi,
  { method, path, text }: JsonQuestion,
  origin: string,
): Promise<JsonAnswer> {
  if (path === "/") return { status: 200, body: description(api, origin) };
  const known = VC_API_PATHS.find((one) => one === path);
  if (!known) return { status: 404, body: { errors: ["unknown-path"] } };
  return method === "POST"
    ? api.answer(known, text)
    : { status: 405, body: { errors: ["post-only"] } };
}

/** The suites that can be pointed here, each with the tags by which it finds an implementation. */
const SUITES = [
  { suite: "w3c/vc-data-model-2.0-test-suite", tags: ["vc2.0"] },
  { suite: "w3c/vc-di-eddsa-test-suite", tags: ["eddsa-rdfc-2022"] },
  { suite: "w3c-ccg/vc-api-issuer-test-suite", tags: ["vc-api", "VC-API"] },
  { suite: "w3c-ccg/vc-api-verifier-test-suite", tags: ["vc-api", "VC-API"] },
] as const;

/** What the suites' local configuration asks for. */
function description({ issuer: id }: VcApi, origin: string) {
  const tags = [...new Set(SUITES.flatMap((one) => one.tags))];
  const at = (path: VcApiPath) => ({
    id,
    endpoint: `${origin}${path}`,
    options: {},
    supports: { vc: ["1.1", "2.0"] },
    tags,
  });
  return {
    suites: SUITES,
    issuers: [at("/credentials/issue")],
    verifiers: [at("/credentials/verify")],
    vpVerifiers: [at("/presentations/verify")],
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port: expected a number from 0 (any free one) to 65535, not ${text}`);
}

function readDocument(file: string): Record<string, unknown> {
  const document = readObject(readOrRefuse(file));
  if (typeof document === "string" || typeof document.id !== "string") {
    throw new Refusal(`--did-document: ${file} is not a DID document`);
  }
  return document;
}

function readOrRefuse(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Refusal(`--did-document: ${(error as Error).message}`);
  }
}

const report = (error: unknown): void => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
};

const toldToEnd = (): Promise<unknown> =>
  new Promise((resolve) => {
    process.once("SIGTERM", resolve);
    process.once("SIGINT", resolve);
  });
