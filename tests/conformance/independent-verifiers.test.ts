import { createHash, createPublicKey, verify } from "node:crypto";
import { Readable } from "node:stream";
import { verifyCredential as verifierCore } from "@digitalcredentials/verifier-core";
import { decode } from "base58-universal";
import { JsonLdParser } from "jsonld-streaming-parser";
import { RDFC10 } from "rdfjs-c14n";
import { afterEach, expect, test, vi } from "vitest";
import { closedLoader } from "#app/domain/credentials/contexts/closed-loader.server.ts";
import { DID, installation, LIST } from "#tests/factories/issuing.ts";

/** Two verifiers that share no code with ours, given a certificate unchanged. */
const here = installation();

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The network as verifier-core would find it: our DID document and our list at their addresses. */
async function network(list: string): Promise<void> {
  const answers: Record<string, string> = {
    "https://cabildo.example/.well-known/did.json": JSON.stringify(here.document()),
    [LIST]: list,
  };
  vi.stubGlobal("fetch", async (input: Request | string) => {
    const body = answers[typeof input === "string" ? input : input.url];
    const headers = { "content-type": "application/json" };
    return new Response(body ?? "{}", { status: body ? 200 : 404, headers });
  });
}

const stepsOf = (result: { log?: { id: string; valid?: boolean }[] }) =>
  Object.fromEntries((result.log ?? []).map(({ id, valid }) => [id, valid]));

test("@digitalcredentials/verifier-core finds the signature, the dates and the status good", async () => {
  await network(await here.list([], "revocation", new Date()));
  const credential = JSON.parse(await here.issue());
  const result = await verifierCore({ credential, knownDIDRegistries: [] });
  expect(result.errors).toBeUndefined();
  expect(stepsOf(result as never)).toMatchObject({
    valid_signature: true,
    expiration: true,
    revocation_status: true,
  });
});

test("@digitalcredentials/verifier-core finds a set bit, and a changed name", async () => {
  await network(await here.list([94_567], "revocation", new Date()));
  const credential = JSON.parse(await here.issue());
  const revoked = await verifierCore({ credential, knownDIDRegistries: [] });
  expect(stepsOf(revoked as never)).toMatchObject({ revocation_status: false });
  const changed = { ...credential, name: "Otro" };
  const result = await verifierCore({ credential: changed, knownDIDRegistries: [] });
  expect(JSON.stringify(result.errors)).toMatch(/invalid_signature/);
});

test("one of jsonld-streaming-parser, rdfjs-c14n and node:crypto finds the signature good", async () => {
  const { proof, ...credential } = JSON.parse(await here.issue());
  expect(await holds(credential, proof[0])).toBe(true);
  expect(await holds({ ...credential, name: "Otro" }, proof[0])).toBe(false);
  expect(await holds(credential, { ...proof[0], created: "2026-11-22T00:00:00Z" })).toBe(false);
});

test("the same one finds a status list's signature good", async () => {
  const { proof, ...list } = JSON.parse(await here.list([7]));
  expect(await holds(list, proof)).toBe(true);
});

/** vc-di-eddsa §3.2.2, written from the specification. */
async function holds(document: object, proof: Record<string, string>): Promise<boolean> {
  const { proofValue = "", ...options } = proof;
  const context = (document as { "@context": string[] })["@context"];
  const hashes = [{ "@context": context, ...options }, document].map(async (one) =>
    createHash("sha256")
      .update(await canonical(one))
      .digest(),
  );
  const method = here
    .document()
    .verificationMethod.find(({ id }) => id === proof.verificationMethod);
  if (method?.type !== "Multikey" || method.controller !== DID) return false;
  const x = Buffer.from(decode(method.publicKeyMultibase.slice(1)).slice(2)).toString("base64url");
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  const bytes = Buffer.concat(await Promise.all(hashes));
  return verify(null, bytes, key, decode(proofValue.slice(1)));
}

async function canonical(document: object): Promise<string> {
  const load = closedLoader();
  const parser = new JsonLdParser({
    documentLoader: { load: async (address) => (await load(address)).document as never },
    strictValues: true,
  });
  const quads = [];
  for await (const quad of Readable.from([JSON.stringify(document)]).pipe(parser)) quads.push(quad);
  return new RDFC10().canonicalize(quads);
}
