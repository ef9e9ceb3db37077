import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, test } from "vitest";
import {
  createGuardedFetch,
  type FetchLimits,
  type FetchWorld,
} from "#app/server/guarded-fetch.ts";
import { openOutside, openPlain } from "#tests/factories/tls.ts";

const HOST = "issuer.example";
const MB = 1024 * 1024;

const plain = await openPlain((_, response) => response.end("plain"));
function* endless() {
  for (;;) yield Buffer.alloc(64 * 1024);
}

/** What the server writes when asked for a path. */
const answers: Record<string, (response: ServerResponse) => unknown> = {
  "/ok": (response) => response.end("found"),
  "/empty": (response) => response.end(),
  "/largest": (response) => response.end(Buffer.alloc(MB)),
  "/redirect": (response) =>
    response.writeHead(302, { Location: `http://127.0.0.1:${plain}/` }).end(),
  "/missing": (response) => response.writeHead(404).end("none"),
  "/declared": (response) => response.writeHead(200, { "Content-Length": 2 * MB }).write("x"),
  "/endless": (response) => Readable.from(endless()).pipe(response),
  "/drip": (response) => {
    const drip = setInterval(() => response.write("x"), 20);
    response.on("close", () => clearInterval(drip));
  },
  "/silent": () => {},
  "/bomb": (response) =>
    response.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync(Buffer.alloc(50 * MB))),
  "/cut": (response) => {
    response.writeHead(200, { "Content-Length": 100 }).write("half");
    response.destroy();
  },
};
const server = await openOutside([HOST, "two.example"], (request, response) => {
  const { pathname } = new URL(request.url ?? "", "https://x");
  (answers[pathname] ?? answers["/ok"])?.(response);
});

beforeEach(() => {
  server.asked.length = 0;
});

const at = (path: string, host = HOST) => `https://${host}:${server.port}${path}`;

/** A world in which this machine is the public internet. */
const here: Partial<FetchWorld> = {
  isAllowed: () => true,
  resolve: async () => ["127.0.0.1"],
  port: server.port,
  ca: server.ca,
};
const fetchHere = (limits: Partial<FetchLimits> = {}, world: Partial<FetchWorld> = {}) =>
  createGuardedFetch(limits, { ...here, ...world });

async function timed<Value>(work: Promise<Value>) {
  const started = performance.now();
  return { answer: await work, took: performance.now() - started };
}

describe("what is reachable", () => {
  test("is read", async () => {
    expect(await fetchHere()(at("/ok"))).toEqual({ ok: true, bytes: Buffer.from("found") });
    expect(await fetchHere()(at("/empty"))).toEqual({ ok: true, bytes: Buffer.alloc(0) });
  });

  test("is read up to the largest size, and no byte more", async () => {
    expect(await fetchHere()(at("/largest"))).toMatchObject({ ok: true });
    expect(await fetchHere({ bytes: MB - 1 })(at("/largest"))).toEqual(refused);
  });

  test("is asked once in its time, and again after", async () => {
    let now = 0;
    const get = fetchHere({}, { clock: () => now });
    await get(at("/ok"));
    await get(at("/ok#part"));
    expect(server.asked).toHaveLength(1);
    now = 60_001;
    await get(at("/ok"));
    expect(server.asked).toHaveLength(2);
  });

  test("is asked once for all who ask at the same time", async () => {
    const get = fetchHere();
    await Promise.all(Array.from({ length: 20 }, () => get(at("/ok"))));
    expect(server.asked).toHaveLength(1);
  });

  test("is not asked again at once when it failed", async () => {
    let now = 0;
    const get = fetchHere({}, { clock: () => now });
    await get(at("/missing"));
    await get(at("/missing"));
    expect(server.asked).toHaveLength(1);
    now = 10_001;
    await get(at("/missing"));
    expect(server.asked).toHaveLength(2);
  });
});

const refused = { ok: false, reason: "refused" };
const unreachable = { ok: false, reason: "unreachable" };

describe("an address that is not asked", () => {
  test.each([
    ["http", `http://${HOST}/`],
    ["another port", `https://${HOST}:8443/`],
    ["a person and a password", `https://me:secret@${HOST}/`],
    ["a file", "file:///etc/passwd"],
    ["an IPv4 address", "https://127.0.0.1/"],
    ["an IPv4 address as one number", "https://2130706433/"],
    ["an IPv4 address in hexadecimal", "https://0x7f.0.0.1/"],
    ["an IPv4 address in octal", "https://0177.0.0.1/"],
    ["a public IPv4 address", "https://1.1.1.1/"],
    ["an IPv6 address", "https://[::1]/"],
    ["an IPv4-mapped address", "https://[::ffff:127.0.0.1]/"],
    ["a name without a dot", "https://localhost/"],
    ["a name that ends in a dot", "https://localhost./"],
    ["no address", "nothing"],
    ["a very long one", `https://${HOST}/${"x".repeat(2000)}`],
  ])("is %s", async (_, address) => {
    expect(await createGuardedFetch({}, { resolve: async () => ["1.1.1.1"] })(address)).toEqual(
      refused,
    );
  });

  test.each([
    ["this machine", ["127.0.0.1"]],
    ["this machine by IPv6", ["::1"]],
    ["a public address and a private one", ["1.1.1.1", "10.0.0.1"]],
    ["the metadata of a cloud", ["169.254.169.254"]],
    ["an IPv4-mapped address", ["::ffff:127.0.0.1"]],
    ["something that is no address", ["localhost"]],
  ])("is a name of %s", async (_, addresses) => {
    const closed = createGuardedFetch(
      {},
      { port: server.port, ca: server.ca, resolve: async () => addresses },
    );
    expect(await closed(at("/ok"))).toEqual(refused);
    expect(server.asked).toEqual([]);
  });

  test("is one that this machine calls itself, by its real resolver", async () => {
    const answer = await createGuardedFetch({ time: 1000 })("https://cabildo.localhost/");
    expect(answer.ok).toBe(false);
  });
});

describe("an answer that is not taken", () => {
  test("is a redirect", async () => {
    expect(await fetchHere()(at("/redirect"))).toEqual(refused);
  });

  test("is an error", async () => {
    expect(await fetchHere()(at("/missing"))).toEqual(unreachable);
  });

  test("is larger than it may be, whether it says so or not", async () => {
    expect(await fetchHere()(at("/declared"))).toEqual(refused);
    expect(await fetchHere()(at("/endless"))).toEqual(refused);
  });

  test("is compressed, whatever is in it", async () => {
    const { answer, took } = await timed(fetchHere()(at("/bomb")));
    expect(answer).toEqual(refused);
    expect(took).toBeLessThan(1500);
  });

  test.each(["/drip", "/silent"])("is %s: it is late", async (path) => {
    const { answer, took } = await timed(fetchHere({ time: 300 })(at(path)));
    expect(answer).toEqual(unreachable);
    expect(took).toBeLessThan(1500);
  });

  test("is cut short", async () => {
    expect(await fetchHere()(at("/cut"))).toEqual(unreachable);
  });

  test("comes from who cannot prove the name", async () => {
    expect(await fetchHere({}, { ca: undefined })(at("/ok"))).toEqual(unreachable);
    expect(await fetchHere()(at("/ok", "three.example"))).toEqual(unreachable);
    expect(server.asked).toEqual([]);
  });

  test("comes without TLS", async () => {
    const get = fetchHere({}, { port: plain });
    expect(await get(`https://${HOST}:${plain}/`)).toEqual(unreachable);
  });
});

test("a name that is slow to resolve is late too", async () => {
  const resolve = (_: string, signal: AbortSignal) =>
    new Promise<string[]>((done) => signal.addEventListener("abort", () => done(["127.0.0.1"])));
  expect(await fetchHere({ time: 200 }, { resolve })(at("/ok"))).toEqual(unreachable);
  expect(server.asked).toEqual([]);
});

test("one host cannot take every turn", async () => {
  const get = fetchHere({ time: 500, atOnce: 3, atOnceOfHost: 2 });
  const slow = Array.from({ length: 6 }, (_, number) => get(at(`/silent?${number}`)));
  const { answer, took } = await timed(get(at("/ok", "two.example")));
  expect(answer).toMatchObject({ ok: true });
  expect(took).toBeLessThan(450);
  expect(await Promise.all(slow)).toEqual(Array(6).fill(unreachable));
  expect(server.asked.filter((path) => path.startsWith("/silent"))).toHaveLength(2);
});
