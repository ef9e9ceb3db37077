import { sql } from "drizzle-orm";
import { CourseManifest } from "#app/domain/courses/manifest.ts";
import type { Achievement } from "#app/domain/credentials/issuing/achievement.ts";
import { type Claims, freezeClaims } from "#app/domain/credentials/issuing/claims.ts";
import { makeCode, makeId } from "#app/domain/credentials/issuing/code.ts";
import type { BadgeFacts } from "#app/domain/credentials/issuing/open-badge.ts";
import { statusEntry } from "#app/domain/credentials/status/status-entry.ts";
import { newId } from "#app/kernel/ids.ts";
import type { Database } from "#app/server/db.ts";
import { attempts } from "#db/schema/assessment.ts";
import { courses, editions } from "#db/schema/courses.ts";
import { enrollments, lessonProgress } from "#db/schema/enrollment.ts";

/** A course of two lessons and an exam, with its own certificate and a pathway of two requirements. */
export function manifestOf(slug: string, changes: Partial<CourseManifest> = {}): CourseManifest {
  return CourseManifest.parse({
    slug,
    code: "AGU",
    title: "Agua segura",
    summary: "Medir y avisar.",
    countries: ["GT", "CL"],
    objectives: [{ id: "agu-1", text: "Leer un medidor" }],
    modules: [
      {
        id: "medir",
        title: "Medir",
        objective: "Leer un medidor",
        competencies: ["Data literacy"],
        lessons: [
          { id: "leer", minutes: 40 },
          { id: "avisar", minutes: 35 },
        ],
      },
    ],
    exam: {
      id: `${slug}-examen`,
      title: "Examen",
      passMark: 0.7,
      attempts: 3,
      blueprint: [{ objective: "agu-1", count: 2 }],
    },
    certificate: {
      id: `${slug}-certificado`,
      edition: 1,
      title: "Agua segura: fundamentos",
      description: "Curso corto.",
      criteria: "Completó dos lecciones y aprobó un examen con 70 % o más.",
    },
    pathways: [],
    ...changes,
  });
}

/** Offers a course with this manifest, as its current edition. */
export async function insertCourse(db: Database, manifest: CourseManifest): Promise<string> {
  const editionId = newId();
  const { slug } = manifest;
  await db.insert(courses).values({ slug }).onConflictDoNothing();
  await db.insert(editions).values({
    id: editionId,
    courseSlug: slug,
    number: Number(await db.$count(editions)) + 1,
    contentHash: editionId,
    manifest,
  });
  await db.execute(sql`update courses set current_edition_id = ${editionId} where slug = ${slug}`);
  return editionId;
}

export interface Done {
  lessons: string[];
  exam: boolean;
}

/** Enrolls a person who has done this much of the course. */
export async function insertProgress(
  db: Database,
  userId: string,
  manifest: CourseManifest,
  editionId: string,
  { lessons, exam }: Done = { lessons: ["leer", "avisar"], exam: true },
): Promise<string> {
  const enrollmentId = newId();
  const courseSlug = manifest.slug;
  await db.insert(enrollments).values({ id: enrollmentId, userId, courseSlug, editionId });
  for (const lessonId of lessons) {
    await db
      .insert(lessonProgress)
      .values({ enrollmentId, lessonId, satisfiedAt: new Date("2026-11-01T12:00:00Z") });
  }
  if (exam) {
    await db.insert(attempts).values({
      id: newId(),
      userId,
      enrollmentId,
      editionId,
      testId: manifest.exam?.id ?? "",
      number: 1,
      form: [],
      finishedAt: new Date("2026-11-02T12:00:00Z"),
      score: 0.9,
      passed: true,
    });
  }
  return enrollmentId;
}

export const ACHIEVEMENT: Achievement = {
  id: "datos-abiertos-fundamentos",
  edition: 1,
  kind: "course",
  subject: "datos-abiertos",
  title: "Datos abiertos: fundamentos",
  description: "Dos módulos.",
  criteria: "Completó seis lecciones sobre su municipalidad y aprobó un examen con 70 % o más.",
  hours: 1.5,
  level: null,
  competencies: ["Data literacy"],
  validityMonths: null,
};

let made = 0;

/** The claims of a certificate, as if just issued. */
export function claimsOf(changes: Partial<Claims> = {}): Claims {
  made += 1;
  const random = Uint8Array.from({ length: 16 }, (_, index) => (made * 31 + index * 7) % 256);
  const id = makeId(random);
  const base = freezeClaims(
    {
      id,
      code: makeCode(random),
      address: `https://cabildo.example/verificar/${id}`,
      name: "María Guadalupe Ixkʼat Pérez",
      achievement: ACHIEVEMENT,
      programName: "Programa de Innovación Pública Municipal",
      organization: {
        code: "GT-0902",
        municipality: "Salcajá",
        division: "Quetzaltenango",
        country: "GT",
        confirmed: true,
      },
      timeZone: "America/Guatemala",
      trial: false,
    },
    new Date("2026-11-21T03:00:00Z"),
  );
  return { ...base, ...changes };
}

/** What a credential says beside its claims, for an installation at `https://cabildo.example`. */
export function badgeFacts(changes: Partial<BadgeFacts> = {}): BadgeFacts {
  return {
    issuer: "did:web:cabildo.example",
    site: "https://cabildo.example",
    achievementAddress: "https://cabildo.example/logros/datos-abiertos-fundamentos/1",
    status: statusEntry("https://cabildo.example/estado/r1", "revocation", 94_567),
    evidence: [],
    language: "es",
    words: {
      hours: "Horas",
      level: "Nivel",
      trialMark: "DE PRUEBA",
      trial: "Certificado de prueba: no tiene validez",
      municipality: "Municipalidad: Salcajá, Quetzaltenango",
    },
    ...changes,
  };
}
