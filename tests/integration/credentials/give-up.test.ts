import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { correctName } from "#app/domain/credentials/correct-name.server.ts";
import { credentialJobs } from "#app/domain/credentials/jobs.server.ts";
import { revoke } from "#app/domain/credentials/revoke.server.ts";
import { share } from "#app/domain/credentials/share.server.ts";
import { hashPassword } from "#app/domain/people/passwords.server.ts";
import { publishedGoal } from "#app/domain/program/queries.server.ts";
import { storeFile } from "#app/server/files.ts";
import { ask } from "#app/server/question.ts";
import { insertCertificate, isOrdered } from "#tests/factories/certificates.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { insertAgents, insertProgram } from "#tests/factories/program.ts";
import { registerEntry } from "#tests/factories/register.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openMailbox, workOff } from "#tests/setup/jobs.ts";
import { openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const mailbox = await openMailbox();
const now = new Date("2026-11-21T18:00:00Z");
const password = "tres perros verdes";
const passwordHash = await hashPassword(password);
const { viewer: manager } = await insertViewer(db, { roles: ["manager"] });
const NAME = "Nombre Que Se Va";

const { "credentials.erase": erase } = credentialJobs;
const work = () => workOff(db, { "credentials.erase": erase }, mailbox.url);

async function fileOf(text: string) {
  return storeFile(db, { mediaType: "application/pdf", bytes: Buffer.from(text) });
}

/** Somebody with a certificate that was printed, signed, logged and published. */
async function published() {
  const person = await insertViewer(db, { passwordHash, fullName: NAME });
  const held = await insertCertificate(db, undefined, { userId: person.viewer.id, name: NAME });
  const { id } = held;
  const pdf = await fileOf(`PDF de ${NAME} ${id}`);
  const update = await fileOf(`firma de ${NAME} ${id}`);
  const badge = await fileOf("the badge of all who hold the same");
  const document = `{"name":"${NAME}","id":"${id}"}`;
  const hash = createHash("sha256").update(document).digest("hex");
  await db.execute(sql`update credentials set pdf_hash = ${pdf} where id = ${id}`);
  await db.execute(sql`insert into issuers (did, origin)
    values ('did:web:cabildo.example', 'https://cabildo.example') on conflict do nothing`);
  await db.execute(sql`insert into signed_credentials
    (credential_id, issuer, document, jwt, hash, signed_at)
    values (${id}, 'did:web:cabildo.example', ${document}, ${`jwt ${NAME}`}, ${hash}, now())`);
  await db.execute(sql`insert into log_openings (credential_id, credential_hash, salt)
    values (${id}, ${hash}, ${Buffer.alloc(32, 7)})`);
  await db.execute(sql`insert into published_credentials
    (credential_id, pdf_update_hash, badge_svg_hash, badge_png_hash, published_at)
    values (${id}, ${update}, ${badge}, ${badge}, now())`);
  return { ...person, ...held, files: [pdf, update] };
}

const giveUp = (cookie: string, also = true) =>
  visit("/mi/perfil/borrar", {
    cookie,
    form: { password, ...(also && { "certificados[]": "borrar" }) },
  });

/** Everything that any table holds of a name. */
async function traces(name: string): Promise<string[]> {
  const tables = await db.execute<{ name: string }>(sql`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`);
  const found: string[] = [];
  for (const { name: table } of tables) {
    const rows = await db.execute<{ row: string }>(
      sql`select to_jsonb(t)::text || coalesce(encode(${
        table === "public.files" ? sql`t.bytes` : sql`null::bytea`
      }, 'escape'), '') as row from ${sql.raw(table)} t`,
    );
    found.push(...rows.filter(({ row }) => row.includes(name)).map(() => table));
  }
  return found;
}

describe("a person who gives up their certificates with the account", () => {
  test("is told what that means, and leaves no trace of the name anywhere", async () => {
    const { id, cookie, viewer } = await published();
    await share(db, viewer, id, now);
    const correction = { credentialId: id, name: `${NAME} Otro`, why: `Soy ${NAME}` };
    const site = { origin: "https://cabildo.example", trial: false };
    expect((await correctName(db, viewer, correction, site, now)).ok).toBe(true);
    const page = await (await visit("/mi/perfil/borrar", { cookie })).text();
    expect(page).toContain("Borrar también mis certificados");
    expect((await giveUp(cookie)).headers.get("location")).toBe("/privacidad?aviso=borrada");

    const unknown = await (await visit("/verificar/AAAAAAAAAAAAAAAAAAAAAA")).text();
    const answer = await visit(`/verificar/${id}`);
    expect(answer.status).toBe(404);
    expect((await answer.text()).replaceAll(id, "")).toBe(
      unknown.replaceAll("AAAAAAAAAAAAAAAAAAAAAA", ""),
    );
    await work();
    expect(await traces(NAME)).toEqual([]);
    const [opening] = await db.execute(
      sql`select salt, credential_hash from log_openings where credential_id = ${id}`,
    );
    expect(opening).toEqual({ salt: null, credential_hash: null });
  });

  test("leaves the files that another certificate still shows", async () => {
    const [other, own] = [await published(), await published()];
    await db.execute(sql`update published_credentials set badge_svg_hash = ${other.files[0]},
      badge_png_hash = ${other.files[0]} where credential_id = ${own.id}`);
    await giveUp(own.cookie);
    await work();
    const left = await db.execute<{ hash: string }>(sql`
      select hash from files where hash in (${other.files[0] ?? ""}, ${own.files[0] ?? ""})`);
    expect(left.map(({ hash }) => hash)).toEqual([other.files[0]]);
    expect(await registerEntry(db, other.id)).not.toBeNull();
  });

  test("takes a revoked certificate out of sight, and its bit stays", async () => {
    const { id, cookie } = await published();
    const note = `Se emitió a ${NAME} por error`;
    await revoke(db, manager, { credentialId: id, reason: "error", note }, now);
    await giveUp(cookie);
    await work();
    const [row] = await db.execute(sql`select r.note, s.is_set from revocations r
      join credential_statuses s on s.credential_id = r.credential_id
      where r.credential_id = ${id}`);
    expect(row).toEqual({ note: "", is_set: true });
  });

  test("is looked at again an hour later, for what a job under way wrote meanwhile", async () => {
    const { id, cookie } = await published();
    await giveUp(cookie);
    await work();
    expect(await isOrdered(db, `erase again ${id}`)).toBe(true);
    const late = await fileOf(`PDF tardío de ${NAME}`);
    await db.execute(sql`update credentials set pdf_hash = ${late} where id = ${id}`);
    await erase.run({ db } as never, { id });
    const [file] = await db.execute(sql`select 1 from files where hash = ${late}`);
    expect(file).toBeUndefined();
  });

  test("stops counting towards the goal at once", async () => {
    await insertProgram(db);
    const [userId = ""] = await insertAgents(db, { organizationId: "GT-0902", people: 8 });
    const certified = async () => (await ask(db, publishedGoal(now)))?.certified;
    expect(await certified()).toBe(8);
    const { giveUpCertificates } = await import("#app/domain/credentials/give-up.server.ts");
    await db.transaction((tx) => giveUpCertificates(tx, userId, now));
    expect(await certified()).toBe(7);
  });
});

describe("a person who keeps their certificates", () => {
  test("erases the account and the worker erases nothing of them", async () => {
    const { id, cookie } = await published();
    await giveUp(cookie, false);
    await erase.run({ db } as never, { id });
    expect((await registerEntry(db, id))?.claims.name).toBe(NAME);
    const [signed] = await db.execute(
      sql`select document is not null as kept from signed_credentials where credential_id = ${id}`,
    );
    expect(signed?.kept).toBe(true);
  });
});
