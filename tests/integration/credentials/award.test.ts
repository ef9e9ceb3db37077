import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import {
  confirmName,
  considerAward,
  considerPathways,
} from "#app/domain/credentials/commands.server.ts";
import type { Claims } from "#app/domain/credentials/issuing/claims.ts";
import { mailCertificate } from "#app/domain/credentials/issuing/mail.server.ts";
import { revoke } from "#app/domain/credentials/revoke.server.ts";
import type { Message } from "#app/server/mail.ts";
import { credentials } from "#db/schema/credentials.ts";
import { requirementResults } from "#db/schema/program.ts";
import { insertCourse, insertProgress, manifestOf } from "#tests/factories/credentials.ts";
import { insertOfficial, insertViewer } from "#tests/factories/people.ts";
import { registerEntry } from "#tests/factories/register.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { finish } from "#tests/setup/jobs.ts";

const db = await freshDatabase();
const now = new Date("2026-11-21T18:00:00Z");
const course = manifestOf("agua-segura");
const edition = await insertCourse(db, course);
const origin = "https://cabildo.example";

const confirmation = (credentialId: string, name = "María Ixchel Pérez") => ({
  credentialId,
  name,
  address: `${origin}/verificar/${credentialId}`,
  trial: false,
});

async function reserved(changes: Parameters<typeof insertOfficial>[1] = {}) {
  const person = await insertOfficial(db, changes);
  await insertProgress(db, person.id, course, edition);
  const award = await considerAward(db, person.id, course.slug, now);
  if (!award.ok) throw new Error(award.reason);
  return { person, id: award.value };
}

const rowOf = async (id: string) => {
  const [row] = await db.select().from(credentials).where(eq(credentials.id, id));
  return row as NonNullable<typeof row>;
};

const statementsOf = async (id: string) =>
  (
    await db.execute<{ verb: string }>(
      sql`select verb from statements where object_id = ${id} order by id`,
    )
  ).map(({ verb }) => verb);

describe("the certificate of a course", () => {
  test("is not issued once the pass it was reserved for was taken back", async () => {
    const { person, id } = await reserved();
    await db.execute(sql`update attempts set passed = false where user_id = ${person.id}`);

    expect(await confirmName(db, person, confirmation(id), now)).toEqual({
      ...{ ok: false, reason: "exam-not-passed" },
    });

    expect((await rowOf(id)).issuedAt).toBeNull();
    await db.execute(sql`update attempts set passed = true where user_id = ${person.id}`);
    expect((await confirmName(db, person, confirmation(id), now)).ok).toBe(true);
  });

  test("is reserved when the last requirement is met, once however often it is considered", async () => {
    const person = await insertOfficial(db);
    await insertProgress(db, person.id, course, edition);
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => considerAward(db, person.id, course.slug, now)),
    );
    expect(new Set(answers.map((answer) => answer.ok && answer.value)).size).toBe(1);
    const own = await db.select().from(credentials).where(eq(credentials.userId, person.id));
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({ issuedAt: null, claims: null, achievementEdition: 1 });
    expect(own[0]?.id).toMatch(/^[\w-]{22}$/);
    expect(await statementsOf(own[0]?.id ?? "")).toEqual(["intended"]);
  });

  test.each([
    { lessons: ["leer"], exam: true },
    { lessons: ["leer", "avisar"], exam: false },
  ])("is not reserved while something is lacking: %j", async (done) => {
    const person = await insertOfficial(db);
    await insertProgress(db, person.id, course, edition, done);
    expect(await considerAward(db, person.id, course.slug, now)).toEqual({
      ok: false,
      reason: "lacking",
    });
  });

  test("is issued exactly once by 500 confirmations at the same time", async () => {
    const { person, id } = await reserved();
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, index) =>
        confirmName(db, person, confirmation(id, `María Pérez ${index}`), now),
      ),
    );
    expect(answers.filter((answer) => answer.ok && answer.value.issued)).toHaveLength(1);
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(await statementsOf(id)).toEqual(["intended", "earned"]);
    const jobs = await db.execute(sql`
      select 1 from graphile_worker.jobs where key = ${`sign ${id}`}`);
    expect(jobs).toHaveLength(1);
  });

  test("freezes the name, the hours and the municipality of that moment", async () => {
    const { person, id } = await reserved({ organizationId: "CL-14101", confirmed: true });
    await confirmName(db, person, confirmation(id, "  Ana   Kʼan "), now);
    await db.execute(sql`update users set organization_id = 'GT-0902' where id = ${person.id}`);
    const { claims } = (await registerEntry(db, id)) as { claims: Claims };
    expect(claims).toMatchObject({
      name: "Ana Kʼan",
      issuedAt: now.toISOString(),
      expiresAt: null,
      address: `${origin}/verificar/${id}`,
      timeZone: "America/Santiago",
      achievement: {
        title: "Agua segura: fundamentos",
        hours: 1.5,
        competencies: ["Data literacy"],
      },
      organization: { code: "CL-14101", municipality: "Valdivia", country: "CL", confirmed: true },
    });
  });

  test("leaves a trace when its name is not the account's", async () => {
    const { person, id } = await reserved({ fullName: "Maria Peres" });
    await confirmName(db, person, confirmation(id, "María Pérez"), now);
    const traces = await db.execute(sql`
      select previous_name, new_name, corrected_by from name_corrections where user_id = ${person.id}`);
    expect([...traces]).toEqual([
      { previous_name: "Maria Peres", new_name: "María Pérez", corrected_by: person.id },
    ]);
    const [account] = await db.execute(sql`select full_name from users where id = ${person.id}`);
    expect(account?.full_name).toBe("María Pérez");
  });

  test("says that a municipality nobody confirmed is what the person said", async () => {
    const { person, id } = await reserved();
    await confirmName(db, person, confirmation(id), now);
    expect((await registerEntry(db, id))?.claims.organization?.confirmed).toBe(false);
  });

  test("is not somebody else's to confirm", async () => {
    const { id } = await reserved();
    const stranger = await insertOfficial(db);
    expect(await confirmName(db, stranger, confirmation(id), now)).toEqual({
      ok: false,
      reason: "unknown",
    });
  });

  test("refuses a name that cannot be printed, and stays reserved", async () => {
    const { person, id } = await reserved();
    expect((await confirmName(db, person, confirmation(id, "王小明"), now)).ok).toBe(false);
    expect((await rowOf(id)).issuedAt).toBeNull();
  });

  test("is not issued again by a new edition of what it demands", async () => {
    const { person, id } = await reserved();
    const certificate = { ...course.certificate, edition: 2 } as typeof course.certificate;
    const later = await insertCourse(db, { ...course, certificate });
    await db.execute(
      sql`update enrollments set edition_id = ${later} where user_id = ${person.id}`,
    );
    expect(await considerAward(db, person.id, course.slug, now)).toEqual({ ok: true, value: id });
  });
});

describe("what follows the issue", () => {
  const sent: Message[] = [];
  const mailer = { send: async (message: Message) => void sent.push(message) };

  const pdfFiles = async () =>
    (
      await db.execute<{ count: number }>(sql`
      select count(*)::int count from files where media_type = 'application/pdf'`)
    )[0]?.count ?? 0;

  test("renders one PDF and sends one mail, however often the jobs run", async () => {
    const { person, id } = await reserved({ email: "ana@muni.example" });
    await confirmName(db, person, confirmation(id), now);
    await Promise.all([mailCertificate(db, mailer, id, now), mailCertificate(db, mailer, id, now)]);
    expect(sent).toHaveLength(0);
    const before = await pdfFiles();
    await Promise.all(Array.from({ length: 6 }, () => finish(db, id)));
    // The page, and what signs it.
    expect((await pdfFiles()) - before).toBe(2);
    await Promise.all(Array.from({ length: 6 }, () => mailCertificate(db, mailer, id, now)));
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ to: "ana@muni.example", id: `certificado-${id}` });
    expect(sent[0]?.text).toContain(`${origin}/verificar/${id}`);
    expect((await rowOf(id)).mailedAt).toEqual(now);
  });

  test("sends the mail later when the mail server refused it", async () => {
    const { person, id } = await reserved({ email: "eva@muni.example" });
    await confirmName(db, person, confirmation(id), now);
    await finish(db, id);
    const broken = { send: () => Promise.reject(new Error("mail server gone")) };
    await expect(mailCertificate(db, broken, id, now)).rejects.toThrow("gone");
    sent.length = 0;
    await mailCertificate(db, mailer, id, now);
    expect(sent).toHaveLength(1);
  });
});

describe("revoking", () => {
  const reason = { reason: "error", note: "Se emitió a la persona equivocada." } as const;

  test("by a manager with a reason is for good, and a second time changes nothing", async () => {
    const { person, id } = await reserved();
    await confirmName(db, person, confirmation(id), now);
    const { viewer } = await insertViewer(db, { roles: ["manager"] });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => revoke(db, viewer, { credentialId: id, ...reason }, now)),
    );
    expect(answers.filter((answer) => answer.ok && answer.value === "revoked")).toHaveLength(1);
    expect((await registerEntry(db, id))?.revocation).toEqual({ at: now, reason: "error" });
    expect(await statementsOf(id)).toEqual(["intended", "earned", "revoked"]);
  });

  test.each([
    { roles: ["official" as const] },
    { roles: ["coordinator" as const] },
    { roles: ["auditor" as const] },
    { roles: ["manager" as const], secondFactor: "needed" as const },
  ])("is refused to %j", async (who) => {
    const { person, id } = await reserved();
    await confirmName(db, person, confirmation(id), now);
    const { viewer } = await insertViewer(db, who);
    expect(await revoke(db, viewer, { credentialId: id, ...reason }, now)).toEqual({
      ok: false,
      reason: "not-allowed",
    });
  });
});

describe("the certification", () => {
  const requirements = ["exam:agua-segura", "exercise:agua-segura"];
  const rubric = { evidence: 2, people: 3, legality: 2, usefulness: 1 };

  test("is reserved once its requirements are on record", async () => {
    const pathway = {
      id: "agente",
      edition: 1,
      title: "Agente de Innovación Pública",
      description: "Cinco cursos.",
      criteria: "Aprobó los cursos y un proyecto.",
      validityMonths: 36,
      requirements,
    };
    await insertCourse(db, { ...course, pathways: [pathway] });
    const person = await insertOfficial(db);
    expect(await considerPathways(db, person.id, now)).toEqual([]);
    await db.insert(requirementResults).values([
      {
        userId: person.id,
        pathwayId: "agente",
        requirement: "exam:agua-segura",
        evidence: { score: 0.7 },
      },
      {
        userId: person.id,
        pathwayId: "agente",
        requirement: "exercise:agua-segura",
        evidence: { rubric },
      },
    ]);
    const [id] = await considerPathways(db, person.id, now);
    expect(await considerPathways(db, person.id, now)).toEqual([id]);
    await confirmName(db, person, confirmation(id as string), now);
    const { claims } = (await registerEntry(db, id as string)) as { claims: Claims };
    expect(claims.achievement).toMatchObject({ kind: "program", hours: 1.5 });
    expect(claims.expiresAt).toBe("2029-11-21T18:00:00.000Z");
  });
});
