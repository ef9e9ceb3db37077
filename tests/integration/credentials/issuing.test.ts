import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { confirmName, considerAward } from "#app/domain/credentials/commands.server.ts";
import { signCredential } from "#app/domain/credentials/issuing/sign.server.ts";
import { credentialJobs } from "#app/domain/credentials/jobs.server.ts";
import { freshKeys, keysOf } from "#app/domain/credentials/keys/key-file.server.ts";
import { logPublicKey } from "#app/domain/credentials/log/key.server.ts";
import { checkLog } from "#app/domain/credentials/log-check.server.ts";
import { verifyOwn } from "#app/domain/credentials/own-verification.server.ts";
import { createVerifier } from "#app/domain/credentials/own-verifier.server.ts";
import { startProofs } from "#app/domain/credentials/proofs.server.ts";
import { revoke } from "#app/domain/credentials/revoke.server.ts";
import { signLists } from "#app/domain/credentials/status-lists.server.ts";
import { nobodyOutside } from "#app/domain/credentials/verifying/outside.ts";
import { verifyCredential } from "#app/domain/credentials/verifying/verify-credential.ts";
import { insertCourse, insertProgress, manifestOf } from "#tests/factories/credentials.ts";
import { failOnce } from "#tests/factories/faults.ts";
import { insertOfficial, insertViewer } from "#tests/factories/people.ts";
import { freshDatabase, type TestDatabase } from "#tests/setup/database.ts";
import { openMailbox, workerConfig, workOff } from "#tests/setup/jobs.ts";

const ORIGIN = "https://cabildo.example";
const now = new Date();
const proofs = startProofs();
const mailbox = await openMailbox();
afterAll(() => proofs.close());

/** An installation with a course, where people earn its certificate. */
async function installation() {
  const db = await freshDatabase();
  const course = manifestOf("agua-segura");
  const edition = await insertCourse(db, course);
  const earn = async (changes: Parameters<typeof insertOfficial>[1] = {}) => {
    const person = await insertOfficial(db, changes);
    await insertProgress(db, person.id, course, edition);
    const award = await considerAward(db, person.id, course.slug, now);
    if (!award.ok) throw new Error(award.reason);
    return { person, id: award.value };
  };
  const confirm = ({ person, id }: Awaited<ReturnType<typeof earn>>) =>
    confirmName(
      db,
      person,
      {
        ...{ credentialId: id, name: "María Ixchel Pérez", trial: false },
        address: `${ORIGIN}/verificar/${id}`,
      },
      now,
    );
  const work = () => workOff(db, credentialJobs, mailbox.url);
  return { db, earn, confirm, work };
}

interface Signed extends Record<string, unknown> {
  document: string;
  jwt: string;
  hash: string;
}

async function signedOf(db: TestDatabase, id: string): Promise<Signed | undefined> {
  const [row] = await db.execute<Signed>(
    sql`select document, jwt, hash from signed_credentials where credential_id = ${id}`,
  );
  return row;
}

async function verdictOf(db: TestDatabase, text: string): Promise<string> {
  const verifier = await createVerifier(db, proofs, nobodyOutside);
  const found = await verifyCredential(text, verifier, new Date());
  return typeof found === "string" ? found : found.verdict;
}

const waiting = async (db: TestDatabase) =>
  (await db.execute(sql`select from graphile_worker.jobs`)).length;

const statementsOf = async (db: TestDatabase, id: string) =>
  (
    await db.execute<{ verb: string }>(
      sql`select verb from statements where object_id = ${id} order by id`,
    )
  ).map(({ verb }) => verb);

describe("a certificate that is issued", () => {
  test("is signed, logged, published and told of, and verifies in both forms", async () => {
    const { db, earn, confirm, work } = await installation();
    const earned = await earn({ email: "ana@muni.example" });
    await confirm(earned);
    await work();
    const signed = await signedOf(db, earned.id);
    expect(
      createHash("sha256")
        .update(signed?.document ?? "")
        .digest("hex"),
    ).toBe(signed?.hash);
    expect(await verdictOf(db, signed?.document ?? "")).toBe("valid");
    expect(await verdictOf(db, signed?.jwt ?? "")).toBe("valid");
    expect(await statementsOf(db, earned.id)).toEqual([
      ...["intended", "earned", "signed", "logged", "published"],
    ]);
    expect(mailbox.letters.filter(({ to }) => to === "ana@muni.example")).toHaveLength(1);
  });

  test("is signed once by 500 requests at the same time, twenty times", {
    timeout: 120_000,
  }, async () => {
    const { db, earn } = await installation();
    const signing = { keys: keysOf({ version: 1, keys: freshKeys(now) }), proofs };
    for (let round = 0; round < 20; round += 1) {
      const { person, id } = await earn();
      const name = "María Ixchel Pérez";
      const address = `${ORIGIN}/verificar/${id}`;
      const answers = await Promise.all(
        Array.from({ length: 500 }, () =>
          confirmName(db, person, { credentialId: id, name, address, trial: false }, now),
        ),
      );
      expect(answers.filter((answer) => answer.ok && answer.value.issued)).toHaveLength(1);
      await Promise.all(Array.from({ length: 20 }, () => signCredential(db, signing, id, now)));
      const [counted] = await db.execute(sql`
        select (select count(*)::int from credentials where user_id = ${person.id}) issued,
          (select count(*)::int from signed_credentials where credential_id = ${id}) signed,
          (select count(*)::int from credential_statuses where credential_id = ${id}) places,
          (select count(*)::int from log_openings where credential_id = ${id}) openings`);
      expect(counted).toEqual({ issued: 1, signed: 1, places: 1, openings: 1 });
    }
  });
});

describe("a fault at any step", () => {
  test.each([
    "insert on signed_credentials",
    "insert on issuers",
    "insert on issuer_keys",
    "insert on status_list_documents",
    "insert on log_openings",
    "insert on log_entries",
    "insert on log_checkpoints",
    "insert on published_credentials",
    "insert on files",
    "insert on statements",
    "update on credentials",
  ])("(%s) leaves it to the next try, and all is done once", async (event) => {
    const { db, earn, confirm, work } = await installation();
    const earned = await earn({ email: "eva@muni.example" });
    await confirm(earned);
    mailbox.letters.length = 0;
    await failOnce(db, event);
    await work();
    // What failed waits for its next try, which is now. A busy machine may fail another time.
    for (let tries = 0; tries < 5 && (await waiting(db)) > 0; tries += 1) {
      await db.execute(sql`select graphile_worker.reschedule_jobs(array_agg(id), run_at => now())
        from graphile_worker.jobs`);
      await work();
    }
    const [faults] = await db.execute<{ seen: boolean }>(sql`select is_called seen from faults`);
    expect(faults?.seen).toBe(true);
    expect(await verdictOf(db, (await signedOf(db, earned.id))?.document ?? "")).toBe("valid");
    expect(await statementsOf(db, earned.id)).toEqual([
      ...["intended", "earned", "signed", "logged", "published"],
    ]);
    expect(mailbox.letters).toHaveLength(1);
    const publicKey = logPublicKey(workerConfig(db));
    expect(await checkLog(db, { publicKey })).toMatchObject({ entries: 1, faults: [] });
    expect(await db.execute(sql`select from graphile_worker.jobs where attempts > 0`)).toHaveLength(
      0,
    );
  });
});

describe("a certificate issued before it could be signed", () => {
  test("is signed from its frozen claims, with the same id, code and date, and no second mail", async () => {
    const { db, earn, confirm, work } = await installation();
    const earned = await earn({ email: "old@muni.example" });
    await confirm(earned);
    await db.execute(sql`delete from graphile_worker._private_jobs`);
    await db.execute(sql`alter table credential_statuses disable trigger user`);
    await db.execute(sql`delete from credential_statuses`);
    await db.execute(sql`alter table credential_statuses enable trigger user`);
    await db.execute(sql`update credentials set issued_at = now() - interval '1 year',
      mailed_at = now() - interval '1 year' where id = ${earned.id}`);
    const [before] = await db.execute<{ claims: { issuedAt: string } }>(
      sql`select claims from credentials where id = ${earned.id}`,
    );
    mailbox.letters.length = 0;
    await credentialJobs["credentials.sign-backlog"].run({ db } as never, {});
    await work();
    const document = JSON.parse((await signedOf(db, earned.id))?.document ?? "{}");
    expect(document.validFrom).toBe(before?.claims.issuedAt);
    expect(document.id).toBe(`${ORIGIN}/verificar/${earned.id}`);
    expect(mailbox.letters).toHaveLength(0);
  });
});

describe("revoking", () => {
  test("shows at once by the record, and in the list when it is signed", async () => {
    const { db, earn, confirm, work } = await installation();
    const earned = await earn();
    await confirm(earned);
    await work();
    const { document = "" } = (await signedOf(db, earned.id)) ?? {};
    const { viewer } = await insertViewer(db, { roles: ["manager"] });
    await revoke(db, viewer, { credentialId: earned.id, reason: "error", note: "" }, new Date());
    expect(await verdictOf(db, document)).toBe("revoked");
    await work();
    const [row] = await db.execute<{ list: string }>(
      sql`select document list from status_list_documents`,
    );
    expect(await verdictOf(db, row?.list ?? "")).not.toBe("tampered");
    const verifier = await createVerifier(db, proofs, nobodyOutside);
    const { issued: _, ...stranger } = verifier;
    const found = await verifyCredential(document, stranger, new Date());
    expect(found).toMatchObject({ verdict: "revoked" });
  });

  test("is never undone in the list, whoever asks", async () => {
    const { db, earn, confirm } = await installation();
    const earned = await earn();
    await confirm(earned);
    const { viewer } = await insertViewer(db, { roles: ["manager"] });
    await revoke(db, viewer, { credentialId: earned.id, reason: "error", note: "" }, now);
    await expect(
      db.execute(sql`update credential_statuses set is_set = false`).then(() => {}),
    ).rejects.toThrow();
  });
});

describe("the status lists", () => {
  test("are signed when they change or grow old, and not otherwise", async () => {
    const { db, earn, confirm, work } = await installation();
    const earned = await earn();
    await confirm(earned);
    await work();
    const signing = { keys: keysOf({ version: 1, keys: freshKeys(now) }), proofs };
    const soon = new Date();
    expect(await signLists(db, signing, soon)).toBe(0);
    expect(await signLists(db, signing, new Date(soon.getTime() + 13 * 3_600_000))).toBe(1);
  });

  test("that were signed before they had a JWT are given one, ordered by who looks", async () => {
    const { db, earn, confirm, work } = await installation();
    const earned = await earn();
    const { id } = earned;
    await confirm(earned);
    await work();
    await db.execute(sql`update status_list_documents set jwt = null`);
    expect(await verifyOwn(db, id, new Date())).toBe("signing");
    await work();
    expect(await verifyOwn(db, id, new Date())).toMatchObject({ shown: { verdict: "valid" } });
  });

  test("say the same as JWT and with a proof, and neither can be changed", async () => {
    const { db, earn, confirm, work } = await installation();
    await confirm(await earn());
    await work();
    const [list] = await db.execute<{ document: string; jwt: string }>(
      sql`select document, jwt from status_list_documents`,
    );
    const { proof: _, ...unsecured } = JSON.parse(list?.document ?? "");
    const [head, payload = "", signature] = list?.jwt.split(".") ?? [];
    const { iss, jti, sub, nbf, exp, ...said } = JSON.parse(
      Buffer.from(payload, "base64url").toString(),
    );
    expect(said).toEqual(unsecured);
    const changed = { iss, jti, sub, nbf, exp, ...said, validUntil: "2099-01-01T00:00:00Z" };
    const forged = [head, Buffer.from(JSON.stringify(changed)).toString("base64url"), signature];
    expect(await verdictOf(db, list?.jwt ?? "")).toBe(await verdictOf(db, list?.document ?? ""));
    expect(await verdictOf(db, forged.join("."))).toBe("tampered");
  });
});
