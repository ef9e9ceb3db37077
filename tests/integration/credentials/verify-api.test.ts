import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { knowIssuer } from "#app/domain/credentials/known-issuers.server.ts";
import { startProofs } from "#app/domain/credentials/proofs.server.ts";
import { LIMITS } from "#app/domain/people/limits.ts";
import { DID, ISSUED, installation, LIST } from "#tests/factories/issuing.ts";
import { outsideOf } from "#tests/factories/outside.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openSite } from "#tests/setup/site.ts";

const API = "/api/v1/verify";
const db = await freshDatabase();
const school = installation();
const lists = { [LIST]: await school.list() };
const visit = await openSite(db, { outside: outsideOf([school.document()], lists) });
const now = new Date(ISSUED.getTime() + 3_600_000);
await knowIssuer(db, DID, "Escuela Nacional", now);
const text = await school.issue();
const JSON_TYPE = { "content-type": "application/json" };

const post = (body: string, headers: Record<string, string> = JSON_TYPE, address = "192.0.2.9") =>
  visit(API, { body, headers, address, now });
const verify = (credential: unknown) => post(JSON.stringify({ credential }));

const description = await (await visit("/api/v1/openapi.json")).json();
const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats(ajv);
const shape = (name: string) => ajv.compile(description.components.schemas[name]);

describe("a credential that a program sends", () => {
  test("gets its verdict, its rows and its issuer", async () => {
    for (const credential of [JSON.parse(text), text, await school.issue({}, {}, "vc-jwt")]) {
      const answer = await verify(credential);
      expect(answer.status).toBe(200);
      const body = await answer.json();
      expect(body).toMatchObject({
        verdict: "valid",
        issuer: { did: DID, domain: "cabildo.example", name: "Escuela Nacional" },
        checkedAt: now.toISOString(),
      });
      expect(body.checks).toContainEqual({ name: "proof", outcome: "passed", reason: null });
      expect(Object.keys(body)).toEqual(["verdict", "checks", "issuer", "checkedAt"]);
    }
  });

  test("and tampered with is answered without an issuer", async () => {
    const answer = await verify(JSON.parse(text.replace("María", "Marta")));
    expect(await answer.json()).toMatchObject({ verdict: "tampered", issuer: null });
  });

  test("may be sent by a page of any site, without its cookies", async () => {
    const answer = await post(JSON.stringify({ credential: text }), {
      ...JSON_TYPE,
      cookie: "idioma=en; __Host-sesion=x",
      "sec-fetch-site": "cross-site",
      origin: "https://employer.example",
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-allow-credentials")).toBe(null);
    expect(answer.headers.getSetCookie()).toEqual([]);
    const asked = await visit(API, { method: "OPTIONS" });
    expect(asked.status).toBe(204);
    expect(asked.headers.get("access-control-allow-headers")).toBe("Content-Type");
  });
});

describe("what cannot be read is a problem with its reason", () => {
  const deep = `{"credential":${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}}`;
  const unsigned = Buffer.from('{"alg":"none"}').toString("base64url");
  test.each([
    ["no JSON", "{", 400, "not-json"],
    ["nothing", "", 400, "not-json"],
    ["no credential", "{}", 400, "body"],
    ["a list", '{"credential":[]}', 400, "body"],
    ["a number", '{"credential":1}', 400, "body"],
    ["a text that is none", '{"credential":"hola"}', 400, "not-json"],
    ["a JWT that nobody signed", `{"credential":"${unsigned}.e30."}`, 400, "no-proof"],
    ["nesting of 10,000", deep, 400, "too-deep"],
    ["100,000 values", `{"credential":{"a":[${"1,".repeat(100_000)}1]}}`, 400, "too-many-values"],
    ["a long text", `{"credential":"${"x".repeat(1_100_000)}"}`, 413, "too-large"],
  ])("%s", async (_, body, status, reason) => {
    const started = performance.now();
    const answer = await post(body);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    const problem = await answer.json();
    expect(problem).toMatchObject({ status, reason });
    expect(problem.title.length).toBeGreaterThan(10);
    expect(shape("Problem")(problem)).toBe(true);
  });

  test("another type of body", async () => {
    expect((await post(text, { "content-type": "text/plain" })).status).toBe(415);
    expect((await post(text, { "content-type": "application/x-www-form-urlencoded" })).status).toBe(
      415,
    );
  });

  test("another method", async () => {
    for (const method of ["GET", "DELETE", "PUT"]) {
      const answer = await visit(API, { method });
      expect(answer.status).toBe(405);
      expect(answer.headers.get("allow")).toBe("POST");
    }
  });

  test("an address that has used up its limit", async () => {
    const address = "198.51.100.8";
    await post("{}", JSON_TYPE, address);
    await post(JSON.stringify({ credential: "x" }), JSON_TYPE, address);
    const { most } = LIMITS["verification by address"];
    await db.execute(`update rate_limits set count = ${most}`);
    const answer = await post(JSON.stringify({ credential: text }), JSON_TYPE, address);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    await db.execute("delete from rate_limits");
  });
});

describe("blank nodes that all look alike, each linked to all", () => {
  const knows = { knows: { "@id": "https://example.org/knows", "@type": "@id" } };
  const tangled = JSON.parse(text);
  tangled["@context"].push(knows);
  tangled.credentialSubject.knows = Array.from({ length: 12 }, (_, one) => ({
    id: `_:b${one}`,
    knows: Array.from({ length: 12 }, (_, other) => `_:b${other}`).toSpliced(one, 1),
  }));
  const body = JSON.stringify({ credential: tangled });

  test("cannot be put in order in time, and count thirty times", async () => {
    await post("{}", JSON_TYPE, "198.51.100.10");
    const started = performance.now();
    const answer = await post(body, JSON_TYPE, "198.51.100.10");
    expect(performance.now() - started).toBeLessThan(2000);
    expect((await answer.json()).checks).toContainEqual({
      ...{ name: "proof", outcome: "unknown", reason: "too-complex" },
    });
    const counted = await db.execute("select count from rate_limits where count >= 30");
    expect(counted).toHaveLength(1);
  });
});

test("who comes when the threads have more than enough to do is asked to come back", async () => {
  const proofs = startProofs({ waiting: 0 });
  const outside = outsideOf([school.document()], lists);
  const full = await openSite(db, { outside, proofs });
  const body = JSON.stringify({ credential: text });
  const answer = await full(API, { body, headers: JSON_TYPE, now });
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("2");
  expect(await answer.json()).toMatchObject({ reason: "busy" });
  const page = await full("/verificar", { form: { codigo: text }, now });
  expect(page.status).toBe(503);
  await proofs.close();
});

describe("the description", () => {
  test("is OpenAPI 3.1, whole: every reference leads somewhere and every shape is one", () => {
    expect(description.openapi).toMatch(/^3\.1\.\d+$/);
    expect(description.info).toMatchObject({
      title: expect.any(String),
      version: expect.any(String),
    });
    const { post: operation } = description.paths[API];
    expect(Object.keys(operation.responses)).toEqual(
      expect.arrayContaining(["200", "400", "405", "413", "415", "429", "503"]),
    );
    for (const response of Object.values(operation.responses)) {
      expect(response).toMatchObject({ description: expect.stringMatching(/./) });
    }
    const references = [...JSON.stringify(description).matchAll(/"\$ref":"#\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(5);
    for (const [, path = ""] of references) {
      const found = path.split("/").reduce((at, step) => at?.[step], description);
      expect(found, path).toBeDefined();
    }
    for (const name of Object.keys(description.components.schemas)) shape(name);
  });

  test("describes what is sent and what is answered", async () => {
    expect(shape("VerifyRequest")({ credential: JSON.parse(text) })).toBe(true);
    expect(shape("VerifyRequest")({ credential: 1 })).toBe(false);
    for (const credential of [text, text.replace("María", "Marta")]) {
      expect(shape("VerifyAnswer")(await (await verify(credential)).json())).toBe(true);
    }
    expect(shape("VerifyAnswer")({ verdict: "fine" })).toBe(false);
  });
});
