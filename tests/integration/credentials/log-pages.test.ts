import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  appendCredential,
  eraseOpening,
  type SignedCredential,
} from "#app/domain/credentials/log/append.server.ts";
import { openCheckpoint } from "#app/domain/credentials/log/checkpoint.ts";
import { inclusionProblem } from "#app/domain/credentials/log/inclusion.ts";
import { sha256, treeHashes } from "#app/domain/credentials/log/key.server.ts";
import { readVerifierKey } from "#app/domain/credentials/log/note.ts";
import { verifyConsistency } from "#app/domain/credentials/log/proof.ts";
import { logVersion } from "#app/domain/credentials/log-queries.server.ts";
import { publicPages } from "#app/public-pages.ts";
import { insertLogged, insertSigned, makeWriter } from "#tests/factories/log.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const writer = makeWriter("localhost:3000/registro-publico");
const { publicKey } = writer.signer;
const emptyPage = await (await visit("/registro-publico")).text();
const emptyCheckpoint = await visit("/registro-publico/checkpoint");
const firstVersion = await logVersion(db);
const logged = await insertLogged(db, writer, [100, 200, 300]);
const at = (index: number) => logged[index] as SignedCredential;

const LOG = "/registro-publico";
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());

/** The hashes of a tile, or the entries of a bundle. */
const split = (bytes: Uint8Array, each: number) =>
  Array.from({ length: bytes.length / each }, (_, n) => bytes.slice(n * each, (n + 1) * each));

/** MTH as RFC 9162 §2.1.1 writes it, over the hashes of leaves. */
function rootOf(leaves: Uint8Array[]): Uint8Array {
  if (leaves.length === 1) return leaves[0] as Uint8Array;
  const middle = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return treeHashes.node(rootOf(leaves.slice(0, middle)), rootOf(leaves.slice(middle)));
}

/** Another letter of base64 for the same first four bits. */
function alias(letter: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return letters[letters.indexOf(letter) ^ 1] as string;
}

async function checkpoint(size?: number) {
  const answer = await visit(`${LOG}/checkpoint`);
  const opened = await openCheckpoint(await answer.text(), publicKey);
  expect(opened?.size).toBe(size ?? 600);
  return opened as NonNullable<typeof opened>;
}

describe("an empty log", () => {
  test("has a page that says so, and no checkpoint", () => {
    expect(emptyPage).toContain("Todavía no hay certificados anotados");
    expect(emptyCheckpoint.status).toBe(404);
  });
});

describe("the log's addresses", () => {
  test("give the last checkpoint, in text, never kept without asking", async () => {
    const answer = await visit(`${LOG}/checkpoint`);
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("public, no-cache");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(await checkpoint()).toMatchObject({ origin: "localhost:3000/registro-publico" });
  });

  test("give enough for a stranger to work out the root from entries alone", async () => {
    const bundles = ["entries/000", "entries/001", "entries/002.p/88"];
    const leaves: Uint8Array[] = [];
    for (const bundle of bundles) {
      const bytes = await bytesOf(await visit(`${LOG}/tile/${bundle}`));
      for (const entry of split(bytes, 34)) {
        expect([entry[0], entry[1]]).toEqual([0, 32]);
        leaves.push(treeHashes.leaf(entry.slice(2)));
      }
    }
    expect(leaves).toHaveLength(600);
    expect(Buffer.from(rootOf(leaves))).toEqual(Buffer.from((await checkpoint()).root));
  });

  test("give the hashes of the leaves, and of the full tiles above them", async () => {
    const entries = split(await bytesOf(await visit(`${LOG}/tile/entries/001`)), 34);
    const leaves = split(await bytesOf(await visit(`${LOG}/tile/0/001`)), 32);
    expect(leaves.map((hash) => Buffer.from(hash).toString("hex"))).toEqual(
      entries.map((entry) =>
        createHash("sha256").update("\0").update(entry.slice(2)).digest("hex"),
      ),
    );
    expect(split(await bytesOf(await visit(`${LOG}/tile/1/000.p/2`)), 32)).toHaveLength(2);
  });

  test.each([
    ["0/000", 8192, "public, max-age=31536000, immutable"],
    ["entries/001", 256 * 34, "public, max-age=31536000, immutable"],
    ["0/002.p/88", 88 * 32, "public, max-age=3600"],
    ["0/001.p/3", 3 * 32, "public, max-age=3600"],
    ["1/000.p/1", 32, "public, max-age=3600"],
  ])("give the tile %s in %d bytes, kept as it may be", async (tile, size, cache) => {
    const answer = await visit(`${LOG}/tile/${tile}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/octet-stream");
    expect(answer.headers.get("cache-control")).toBe(cache);
    expect(await bytesOf(answer)).toHaveLength(size);
  });

  test.each([
    ...["0/002", "0/002.p/89", "0/003.p/1", "1/000", "1/000.p/3", "2/000.p/1", "entries/002"],
    ...["64/000", "0/0", "0/000.p/0", "0/000.p/256", "data/000", "0/x000/000", "", "0/%2e%2e/000"],
  ])("know nothing of the tile %s", async (tile) => {
    expect((await visit(`${LOG}/tile/${tile}`)).status).toBe(404);
  });
});

describe("the proof of a certificate", () => {
  test.each([0, 99, 100, 255, 256, 511, 512, 599])("verifies for entry %d", async (index) => {
    const { id, hash } = at(index);
    const answer = await visit(`${LOG}/inclusion/${id}`);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    const document = JSON.parse(await answer.text());
    const credential = { credentialId: id, credentialHash: hash };
    expect(document.index).toBe(index);
    expect(await inclusionProblem(document, credential, publicKey, sha256)).toBeNull();
  });

  test("shows nothing with any of its parts changed", async () => {
    const { id, hash } = at(7);
    const document = JSON.parse(await (await visit(`${LOG}/inclusion/${id}`)).text());
    const other = JSON.parse(await (await visit(`${LOG}/inclusion/${at(8).id}`)).text());
    const credential = { credentialId: id, credentialHash: hash };
    const problem = (change: object) =>
      inclusionProblem({ ...document, ...change }, credential, publicKey, sha256);
    for (const change of [
      { salt: other.salt },
      { loggedAt: "2026-11-20T18:00:00Z" },
      { index: 8 },
      { index: 2 ** 40 },
      { proof: other.proof },
      { proof: document.proof.slice(1) },
    ]) {
      expect(await problem(change), JSON.stringify(change)).toBe("not-included");
    }
    for (const change of [
      { salt: `${document.salt} ` },
      { salt: "" },
      // The same bytes, written in another way: the last letter has two bits too many.
      { salt: `${document.salt.slice(0, 42)}${alias(document.salt[42])}=` },
      { index: -1 },
      { index: 0.5 },
      { index: "7" },
      { proof: [...document.proof, "x"] },
      { proof: Array(64).fill(document.salt) },
      { loggedAt: `${document.loggedAt}\n` },
      { loggedAt: null },
      { credentialId: `${id}\n` },
    ]) {
      expect(await problem(change), JSON.stringify(change)).toBe("unreadable");
    }
    for (const given of [null, 7, "", [], {}]) {
      expect(await inclusionProblem(given, credential, publicKey, sha256)).toBe("unreadable");
    }
    expect(await problem({ checkpoint: `${"x".repeat(10_000_000)}\n` })).toBe("checkpoint");
    const altered = document.checkpoint.replace("\n600\n", "\n601\n");
    expect(await problem({ checkpoint: altered })).toBe("checkpoint");
    expect(await problem({ credentialHash: at(8).hash })).toBe("other-credential");
    expect(await problem(other)).toBe("other-credential");
    const stranger = makeWriter().signer.publicKey;
    expect(await inclusionProblem(document, credential, stranger, sha256)).toBe("checkpoint");
  });

  test("is asked to wait for while the certificate waits, and is gone once it is erased", async () => {
    const [waiting, erased] = (await insertSigned(db, 2)) as [SignedCredential, SignedCredential];
    await appendCredential(db, waiting);
    await appendCredential(db, erased);
    const soon = await visit(`${LOG}/inclusion/${waiting.id}`);
    expect([soon.status, soon.headers.get("retry-after")]).toEqual([503, "5"]);
    await eraseOpening(db, erased.id);
    const gone = await visit(`${LOG}/inclusion/${erased.id}`);
    const unknown = await visit(`${LOG}/inclusion/AAAAAAAAAAAAAAAAAAAAAA`);
    expect([gone.status, unknown.status]).toEqual([404, 404]);
  });
});

describe("the proof that the log only grew", () => {
  test("verifies between any two of its sizes", async () => {
    const last = await checkpoint();
    for (const from of [1, 100, 256, 299, 300, 512, 599, 600]) {
      const answer = await visit(`${LOG}/consistencia/${from}/600`);
      expect(answer.headers.get("cache-control")).toContain("immutable");
      const { proof } = JSON.parse(await answer.text());
      const leaves: Uint8Array[] = [];
      for (let tile = 0; tile * 256 < from; tile += 1) {
        const width = Math.min(256, from - tile * 256);
        const address = `0/00${tile}${width < 256 ? `.p/${width}` : ""}`;
        leaves.push(...split(await bytesOf(await visit(`${LOG}/tile/${address}`)), 32));
      }
      const given = {
        ...{ firstSize: from, size: 600, firstRoot: rootOf(leaves), root: last.root },
        proof: proof.map((hash: string) => new Uint8Array(Buffer.from(hash, "base64"))),
      };
      expect(verifyConsistency(given, treeHashes), `from ${from}`).toBe(true);
    }
  });

  test.each([
    "0/600",
    "2/1",
    "1/601",
    "-1/3",
    "1e2/600",
    "01/600",
    "a/b",
    "1/99999999999999999999",
  ])("is not given for %s", async (sizes) => {
    expect((await visit(`${LOG}/consistencia/${sizes}`)).status).toBe(404);
  });
});

describe("the page about the log", () => {
  test("says in plain words what it is, and shows the checkpoint and its key", async () => {
    const text = await (await visit(LOG)).text();
    expect(text).toContain("600 certificados anotados");
    expect(text).toContain("Cómo guardar un comprobante");
    expect(text).toContain('href="/registro-publico/checkpoint"');
    const key = text.match(/<pre>(localhost:3000\/registro-publico\+[^<]+)<\/pre>/)?.[1] ?? "";
    const read = await readVerifierKey(key);
    expect(Buffer.from(read?.publicKey ?? [])).toEqual(Buffer.from(publicKey));
    const english = await (await visit(LOG, { language: "en" })).text();
    expect(english).toContain("Public log of certificates");
  });

  test("is kept rendered until the log grows", async () => {
    const page = publicPages.find(({ path }) => path.test(LOG));
    expect(await page?.version(db, [] as never)).toBe("600");
    expect(firstVersion).toBe("0");
  });
});
