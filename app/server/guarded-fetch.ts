import { Resolver } from "node:dns/promises";
import { request } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { ByteCache } from "#app/kernel/byte-cache.ts";
import { busy, createGate, type Gate } from "./http/gate.ts";
import { isPublicAddress } from "./public-address.ts";

/** What was there, or why there is nothing: nobody answered as asked, or it is not asked at all. */
type Answer = { ok: true; bytes: Buffer } | { ok: false; reason: "unreachable" | "refused" };

/** Reads what is at an https address that somebody else chose; never throws. */
export type GuardedFetch = (address: string) => Promise<Answer>;

export interface FetchLimits {
  /** Bytes of an answer at most. */
  bytes: number;
  /** Milliseconds for all of it: the turn, the name, the connection and the last byte. */
  time: number;
  /** Fetches at once, in all and of one host. */
  atOnce: number;
  atOnceOfHost: number;
  /** Milliseconds that an answer is kept, and that a failure is. */
  kept: number;
  failureKept: number;
  /** Bytes of the answers that are kept. */
  memory: number;
}

const LIMITS: FetchLimits = {
  bytes: 1024 * 1024,
  time: 3000,
  atOnce: 8,
  atOnceOfHost: 2,
  kept: 60_000,
  failureKept: 10_000,
  memory: 8 * 1024 * 1024,
};

/** What the guard believes of the world; a test has a world of its own. */
export interface FetchWorld {
  isAllowed: (address: string) => boolean;
  /** Addresses of a name, by the name servers alone: names of this machine's own file are nobody's. */
  resolve: (host: string, signal: AbortSignal) => Promise<string[]>;
  /** The one port that is asked. */
  port: number;
  /** Certificate authorities, PEM; undefined = those of Node. */
  ca: string | undefined;
  clock: () => number;
}

const WORLD: FetchWorld = {
  isAllowed: isPublicAddress,
  resolve: resolveByName,
  port: 443,
  ca: undefined,
  clock: Date.now,
};

interface Kept {
  answer: Answer;
  until: number;
}

/**
 * A fetch for addresses that came from a stranger: https at one port, a name and no number, every
 * address that it has is public and the connection goes to one of those (asking again could give
 * another), no redirect, no cookies, no compression, and limits on size, time and number. Answers
 * are kept for a minute, failures for ten seconds, and who asks for the same waits for the same.
 */
export function createGuardedFetch(
  limits: Partial<FetchLimits> = {},
  world: Partial<FetchWorld> = {},
): GuardedFetch {
  const within = { ...LIMITS, ...limits };
  const here = { ...WORLD, ...world };
  const kept = new ByteCache<Kept>(within.memory);
  const asking = new Map<string, Promise<Answer>>();
  const turns = createTurns(within);

  async function ask(url: URL): Promise<Answer> {
    const signal = AbortSignal.timeout(within.time);
    const answer = await turns(url.hostname, () => fetchOnce(url, within, here, signal));
    const until = here.clock() + (answer.ok ? within.kept : within.failureKept);
    const bytes = answer.ok ? answer.bytes.length : 0;
    kept.set(url.href, { answer, until }, bytes + url.href.length * 2 + 100);
    return answer;
  }

  return async (address) => {
    const url = allowedUrl(address, here.port);
    if (!url) return refusal;
    const known = kept.get(url.href);
    if (known && known.until > here.clock()) return known.answer;
    const asked = asking.get(url.href);
    if (asked) return asked;
    const question = ask(url).finally(() => asking.delete(url.href));
    asking.set(url.href, question);
    return question;
  };
}

const refusal: Answer = { ok: false, reason: "refused" };
const silence: Answer = { ok: false, reason: "unreachable" };

/** `new URL` has by then written every spelling of a number (0x7f.1, 2130706433) as an address. */
function allowedUrl(address: string, port: number): URL | null {
  if (address.length > 2000 || !URL.canParse(address)) return null;
  const url = new URL(address);
  const isNumber = isIP(url.hostname.replace(/^\[|\]$/g, "")) !== 0;
  const isName = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(url.hostname) && !isNumber;
  if (url.protocol !== "https:" || !isName || url.username || url.password) return null;
  if (Number(url.port || 443) !== port) return null;
  url.hash = "";
  return url;
}

/** Work in its turn, in all and of one host; a turn that does not come is no answer. */
function createTurns({ atOnce, atOnceOfHost, time }: FetchLimits) {
  const all = createGate(atOnce, time);
  const hosts = new Map<string, Gate>();
  return async (host: string, work: () => Promise<Answer>): Promise<Answer> => {
    const ofHost = hosts.get(host) ?? createGate(atOnceOfHost, time);
    hosts.set(host, ofHost);
    const answer = await ofHost.pass(() => all.pass(work));
    if (ofHost.load().working === 0) hosts.delete(host);
    return answer === busy ? silence : answer;
  };
}

async function fetchOnce(
  url: URL,
  limits: FetchLimits,
  world: FetchWorld,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    const addresses = await world.resolve(url.hostname, signal);
    signal.throwIfAborted();
    if (addresses.length === 0) return silence;
    if (!addresses.every(world.isAllowed)) return refusal;
    return await read(url, addresses, limits, world, signal);
  } catch {
    return silence;
  }
}

function read(
  url: URL,
  addresses: readonly string[],
  limits: FetchLimits,
  { ca }: FetchWorld,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve) => {
    const asked = request(url, {
      agent: false,
      ca,
      headers: { Accept: "*/*", "Accept-Encoding": "identity", "User-Agent": "Cabildo" },
      lookup: only(addresses),
      maxHeaderSize: 8192,
      signal,
    });
    const end = (answer: Answer) => {
      resolve(answer);
      asked.destroy();
    };
    asked.on("error", () => end(silence));
    asked.on("response", (response) => {
      const { statusCode = 0, headers } = response;
      if (statusCode >= 300 && statusCode < 400) return end(refusal);
      if (statusCode !== 200) return end(silence);
      if ((headers["content-encoding"] ?? "identity") !== "identity") return end(refusal);
      if (Number(headers["content-length"] ?? 0) > limits.bytes) return end(refusal);
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > limits.bytes) return end(refusal);
        chunks.push(chunk);
      });
      response.on("error", () => end(silence));
      response.on("end", () => end({ ok: true, bytes: Buffer.concat(chunks) }));
    });
    asked.end();
  });
}

/** A look-up that knows these addresses and no others. */
function only(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, callback) => {
    if (options.all) return callback(null, all);
    const [first = { address: "", family: 0 }] = all;
    callback(null, first.address, first.family);
  };
}

/** By c-ares: the system's resolver would hold one of the four threads that passwords are hashed on. */
async function resolveByName(host: string, signal: AbortSignal): Promise<string[]> {
  const resolver = new Resolver({ timeout: 1000, tries: 2 });
  const cancel = () => resolver.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    return found.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}
