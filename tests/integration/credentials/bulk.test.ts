import { createPublicKey, verify } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import yazl from "yazl";
import { BULK_ZIP, orderBulk, resumeBulk, sweepBulk } from "#app/domain/credentials/bulk.server.ts";
import type { BulkFault } from "#app/domain/credentials/bulk.ts";
import { issuerRecord } from "#app/domain/credentials/issuer-record.server.ts";
import { showCode } from "#app/domain/credentials/issuing/code.ts";
import { LIMITS } from "#app/domain/people/limits.ts";
import { translator } from "#app/i18n/translate.ts";
import { jobs } from "#app/jobs.ts";
import { achievements, credentials, revocations } from "#db/schema/credentials.ts";
import { signedCredentials } from "#db/schema/credentials-signed.ts";
import { ACHIEVEMENT, claimsOf } from "#tests/factories/credentials.ts";
import { insertOfficial } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openMailbox, workOff } from "#tests/setup/jobs.ts";
import { ORIGIN, openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const mailbox = await openMailbox();
const t = translator("es");
const work = () => workOff(db, jobs, mailbox.url);
const MANY = "/verificar/varios";

/** A certificate of ours, issued and not signed yet. */
async function issue() {
  const base = claimsOf();
  const claims = { ...base, address: `${ORIGIN}/verificar/${base.id}` };
  const { id: userId } = await insertOfficial(db);
  await db.insert(credentials).values({
    ...{ id: claims.id, code: claims.code, userId, claims, issuedAt: new Date(claims.issuedAt) },
    ...{ achievementId: ACHIEVEMENT.id, achievementEdition: ACHIEVEMENT.edition },
  });
  return claims;
}

let valid: Awaited<ReturnType<typeof issue>>;
let revoked: typeof valid;

beforeAll(async () => {
  await db.insert(achievements).values({ ...ACHIEVEMENT, body: ACHIEVEMENT });
  [valid, revoked] = [await issue(), await issue()];
  const { id: revokedBy } = await insertOfficial(db);
  await db
    .insert(revocations)
    .values({ credentialId: revoked.id, revokedBy, reason: "error", note: "Se repitió" });
});

function formOf(content: BlobPart, name = "lista.csv") {
  const form = new FormData();
  form.set("archivo", new File([content], name));
  return form;
}

let senders = 0;
async function send(content: BlobPart, name?: string, now = new Date()) {
  senders += 1;
  const started = performance.now();
  const form = formOf(content, name);
  const answer = await visit(MANY, { form, now, address: `192.0.2.${senders}` });
  const page = await answer.text();
  return {
    answer,
    page,
    at: answer.headers.get("location") ?? "",
    took: performance.now() - started,
  };
}

function zip(files: Record<string, string | Buffer>): Promise<Buffer<ArrayBuffer>> {
  const packed = new yazl.ZipFile();
  for (const [name, content] of Object.entries(files)) packed.addBuffer(Buffer.from(content), name);
  packed.end();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    packed.outputStream.on("data", (chunk: Buffer) => chunks.push(chunk));
    packed.outputStream.on("end", () => resolve(Buffer.concat(chunks)));
    packed.outputStream.on("error", reject);
  });
}

async function verdictsAt(at: string) {
  const csv = await (await visit(`${at}.csv`)).text();
  return csv
    .trim()
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(",").slice(1, 3));
}

describe("a list", () => {
  let at: string;

  beforeAll(async () => {
    const rows = [
      "Nombre;Código",
      `Núñez;${showCode(valid.code)}`,
      `Pérez;${revoked.address}`,
      `X;${claimsOf().code}`,
      "=1+1;nada",
    ];
    // As a spreadsheet on Windows writes it.
    ({ at } = await send(Buffer.from(rows.join("\r\n"), "latin1")));
  });

  test("has an address of its own, which waits and asks again by itself", async () => {
    expect(at).toMatch(/^\/verificar\/varios\/[\w-]{22}$/);
    const answer = await visit(at);
    const page = await answer.text();
    expect(page).toContain('http-equiv="refresh" content="10"');
    expect(page).toContain(t("credentials.bulk.working", { done: 0, total: 4 }));
    expect(answer.headers.get("x-robots-tag")).toContain("noindex");
    expect((await visit(`${at}.jws`)).status).toBe(404);
  });

  test("gets a verdict for each row", async () => {
    await work();
    const page = await (await visit(at)).text();
    expect(page).not.toContain("http-equiv");
    expect(page).toContain(t("credentials.bulk.finished", { count: 4 }));
    expect(await verdictsAt(at)).toEqual([
      [showCode(valid.code), "valid"],
      [revoked.address, "revoked"],
      [expect.any(String), ""],
      ["'=1+1", ""],
    ]);
    expect(page).toContain(t("credentials.bulk.row-fault.unknown"));
    expect(page).toContain(t("credentials.bulk.row-fault.unreadable"));
  });

  test("gets a report that our key signed", async () => {
    const answer = await visit(`${at}.jws`);
    expect(answer.headers.get("content-type")).toBe("application/jose");
    const [head = "", body = "", signature = ""] = (await answer.text()).split(".");
    const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
    const { keys } = await issuerRecord(db);
    const { publicJwk } = keys.find(({ id }) => read(head).kid.endsWith(`#${id}`)) ?? {};
    const key = createPublicKey({ key: { ...publicJwk }, format: "jwk" });
    const signed = Buffer.from(`${head}.${body}`);
    const options = { key, dsaEncoding: "ieee-p1363" } as const;
    expect(verify("sha256", signed, options, Buffer.from(signature, "base64url"))).toBe(true);
    expect(read(head)).toMatchObject({ alg: "ES256" });
    expect(read(body)).toMatchObject({
      iss: "did:web:localhost%3A3000",
      certificates: [{ position: 1, verdict: "valid" }, { verdict: "revoked" }, {}, {}],
    });
  });

  test("is not worked through twice", async () => {
    const before = await (await visit(`${at}.jws`)).text();
    await orderBulk(db, at.split("/").at(-1) ?? "");
    await work();
    expect(await (await visit(`${at}.jws`)).text()).toBe(before);
  });
});

test("a worker that goes on where another was killed looks at each row once", async () => {
  const { at } = await send(`${valid.code}\n${valid.code}\n`);
  const id = at.split("/").at(-1) ?? "";
  const looked = { fault: "unknown", checkedAt: "2026-11-21T04:00:00.000Z" };
  await db.execute(sql`update bulk_verification_rows set outcome = ${JSON.stringify(looked)}::jsonb
    where bulk_id = ${id} and position = 1`);
  await work();
  expect(await verdictsAt(at)).toEqual([
    [valid.code, ""],
    [valid.code, "valid"],
  ]);
});

test("one whose worker was killed is ordered again after ten minutes", async () => {
  const { at } = await send(valid.code);
  const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  // As the queue has it until it gives up on that worker.
  await db.execute(sql`update graphile_worker._private_jobs set locked_at = now(),
    locked_by = 'killed', attempts = 1 where key like 'verify-bulk %'`);
  await resumeBulk(db, later(9));
  await work();
  expect(await verdictsAt(at)).toEqual([[valid.code, ""]]);
  await resumeBulk(db, later(11));
  await work();
  expect(await verdictsAt(at)).toEqual([[valid.code, "valid"]]);
});

describe("a ZIP", () => {
  test("gets a verdict for each file, and is let go of", async () => {
    const [signed] = await db.select().from(signedCredentials);
    const document = signed?.document ?? "";
    const { at } = await send(
      await zip({
        "a/bueno.json": document,
        "=malo.json": document.replace("María", "Marta"),
        "__MACOSX/x": "x",
        "nota.txt": "hola",
      }),
      "todos.zip",
    );
    expect(await db.execute(sql`select from files where media_type = ${BULK_ZIP}`)).toHaveLength(1);
    await work();
    const verdict = signed?.credentialId === revoked.id ? "revoked" : "valid";
    expect(await verdictsAt(at)).toEqual([
      ["a/bueno.json", verdict],
      ["'=malo.json", "tampered"],
      ["nota.txt", ""],
    ]);
    expect(await db.execute(sql`select from files where media_type = ${BULK_ZIP}`)).toHaveLength(0);
    expect(await (await visit(at)).text()).not.toContain("Marta");
  });

  test("with a file that was damaged says so of that one", async () => {
    const bytes = await zip({ "a.json": "{}".repeat(500), "b.json": "{}" });
    bytes.fill(0xff, 40, 48);
    const { at } = await send(bytes, "todos.zip");
    await work();
    const page = await (await visit(at)).text();
    expect(page).toContain(t("credentials.bulk.row-fault.unzip"));
  });
});

describe("what is not taken is refused beside the field, and soon", () => {
  const leaving = async (): Promise<BlobPart> => {
    const bytes = await zip({ "aa/aa/x.json": "{}" });
    return Buffer.from(bytes.toString("latin1").replaceAll("aa/aa/x", "../../x"), "latin1");
  };
  const many = Object.fromEntries(
    Array.from({ length: 501 }, (_, index) => [`${index}.json`, "{}"]),
  );

  test.each<[string, () => Promise<BlobPart>, BulkFault]>([
    ["nothing", async () => "", "nothing"],
    ["a bomb", () => zip({ "a.json": Buffer.alloc(9_000_000) }), "too-large-inside"],
    [
      "a file that is too large inside",
      () => zip({ a: Buffer.alloc(11_000_000) }),
      "too-large-inside",
    ],
    ["a path that leaves its folder", leaving, "bad-path"],
    ["too many files", () => zip(many), "too-many-rows"],
    ["too many rows", async () => `${valid.code}\n`.repeat(2001), "too-many-rows"],
    ["a ZIP without files", () => zip({ "__MACOSX/x": "" }), "no-rows"],
    ["half a ZIP", async () => (await zip({ a: "x" })).subarray(0, 40), "not-a-list"],
    ["some other file", async () => Buffer.from([0xff, 0xd8, 0, 0, 1]), "not-a-list"],
    ["10 MB and more", async () => Buffer.alloc(10 * 1024 * 1024 + 1), "too-large-file"],
    ["10 MB of one row", async () => "x".repeat(10_000_000), "too-many-rows"],
  ])("%s", async (_, content, fault) => {
    const { answer, page, took } = await send(await content());
    expect(page).toContain(t(`credentials.bulk.fault.${fault}`));
    expect(page).toContain('href="#campo-archivo"');
    expect(answer.status).toBe(400);
    expect(took).toBeLessThan(2000);
  });

  test("more rows than an address may send in an hour", async () => {
    const list = `${valid.code}\n`.repeat(2000);
    const times = LIMITS["bulk verification by address"].most / 2000;
    for (let time = 0; time < times; time += 1) {
      expect((await visit(MANY, { form: formOf(list), address: "198.51.100.9" })).status).toBe(303);
    }
    const answer = await visit(MANY, { form: formOf(valid.code), address: "198.51.100.9" });
    expect(answer.status).toBe(429);
    expect(await answer.text()).toContain(t("credentials.bulk.fault.too-many"));
  });
});

test("an address that nobody was given is not found", async () => {
  for (const end of ["", ".csv", ".jws"]) {
    expect((await visit(`${MANY}/AAAAAAAAAAAAAAAAAAAAAA${end}`)).status).toBe(404);
  }
});

test("after 30 days nothing is left", async () => {
  const now = new Date();
  const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
  const { at } = await send(await zip({ "a.json": "{}" }), "a.zip", now);
  await sweepBulk(db, later(29));
  expect((await visit(at)).status).toBe(200);
  await sweepBulk(db, later(31));
  expect((await visit(at)).status).toBe(404);
  expect(await db.execute(sql`select from bulk_verification_rows`)).toHaveLength(0);
  expect(await db.execute(sql`select from files where media_type = ${BULK_ZIP}`)).toHaveLength(0);
});
