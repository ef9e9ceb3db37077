import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { createOutside } from "#app/domain/credentials/outside.server.ts";
import { createVerifier } from "#app/domain/credentials/own-verifier.server.ts";
import { startProofs } from "#app/domain/credentials/proofs.server.ts";
import { verifyText } from "#app/domain/credentials/verify-sent.server.ts";
import { createGuardedFetch, type FetchWorld } from "#app/server/guarded-fetch.ts";
import { DID, ISSUED, installation, LIST } from "#tests/factories/issuing.ts";
import { openOutside } from "#tests/factories/tls.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const DOCUMENT = "/.well-known/did.json";
const school = installation();
const list = await school.list();
const text = await school.issue();

/** What the school's server answers; each test has it answer something else. */
let answers: Record<string, (response: ServerResponse) => unknown>;
const good = (): typeof answers => ({
  [DOCUMENT]: (response) => response.end(JSON.stringify(school.document())),
  [new URL(LIST).pathname]: (response) => response.end(list),
});
const server = await openOutside(["cabildo.example"], (request, response) => {
  const answer = answers[request.url ?? ""];
  if (answer) answer(response);
  else response.writeHead(404).end();
});

/** An address without a port is this server's: a test cannot listen on 443. */
const here: Partial<FetchWorld> = {
  isAllowed: () => true,
  resolve: async () => ["127.0.0.1"],
  port: server.port,
  ca: server.ca,
};

function outside(given: Partial<typeof answers> = {}) {
  answers = { ...good(), ...(given as typeof answers) };
  const get = createGuardedFetch({ time: 1000 }, here);
  return createOutside((address) => {
    const url = new URL(address);
    url.port = String(server.port);
    return get(url.href);
  });
}

const db = await freshDatabase();
const proofs = startProofs();

async function verdict(given: Partial<typeof answers> = {}) {
  const verifier = await createVerifier(db, proofs, outside(given));
  const found = await verifyText({ text }, verifier, new Date(ISSUED.getTime() + 3_600_000));
  if (typeof found === "string") throw new Error(found);
  const reasons = found.checks.flatMap(({ reason }) => reason ?? []);
  return { verdict: found.verdict, reasons };
}

test("another's credential is checked with what its issuer publishes", async () => {
  expect(await verdict()).toMatchObject({ verdict: "unknown-issuer" });
  expect(server.asked).toEqual([DOCUMENT, new URL(LIST).pathname]);
});

describe("could not be checked: never green, and never tampered", () => {
  const page = (response: ServerResponse) => response.end("<!DOCTYPE html>");
  const elsewhere = (response: ServerResponse) =>
    response.writeHead(301, { Location: `https://cabildo.example${DOCUMENT}` }).end();
  const missing = (response: ServerResponse) => response.writeHead(404).end();
  const endless = (response: ServerResponse) => response.end(Buffer.alloc(2_000_000, " "));
  const another = (response: ServerResponse) => response.end(JSON.stringify({ id: "did:web:x" }));
  const noText = (response: ServerResponse) => response.end(Buffer.from([0xff, 0xfe]));

  test.each([
    ["a page", page, "unreachable"],
    ["a redirect", elsewhere, "refused"],
    ["nothing", missing, "unreachable"],
    ["too much", endless, "refused"],
    ["another's document", another, "did-document"],
    ["no text", noText, "unreachable"],
  ])("a DID document that is %s", async (_, answer, reason) => {
    const started = performance.now();
    expect(await verdict({ [DOCUMENT]: answer })).toMatchObject({
      ...{ verdict: "could-not-check", reasons: [reason] },
    });
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test.each([
    ["a page", page, "list-malformed"],
    ["a redirect", elsewhere, "list-refused"],
    ["nothing", missing, "list-unreachable"],
    ["too much", endless, "list-refused"],
  ])("a status list that is %s", async (_, answer, reason) => {
    const found = await verdict({ [new URL(LIST).pathname]: answer });
    expect(found.verdict).toBe("could-not-check");
    expect(found.reasons).toContain(reason);
  });
});

test.each(["did:web:127.0.0.1", "did:web:localhost%3A3000", "did:key:z6Mk", "x"])(
  "%s is not asked for",
  async (did) => {
    server.asked.length = 0;
    expect(await outside().didDocument(did)).toEqual({ ok: false, reason: "refused" });
    expect(server.asked).toEqual([]);
  },
);

test("the guard stays closed unless a caller opens it", async () => {
  expect(await createOutside().didDocument(`${DID}%3A443`)).toMatchObject({ ok: false });
});
