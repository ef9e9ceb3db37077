import { sql } from "drizzle-orm";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { storeItems } from "#app/domain/assessment/item-versions.server.ts";
import { readBank } from "#app/domain/banks/bank.ts";
import { CourseManifest } from "#app/domain/courses/manifest.ts";
import { enroll } from "#app/domain/enrollment/commands.server.ts";
import { newId } from "#app/kernel/ids.ts";
import type { Database } from "#app/server/db.ts";

/** In every key and every feedback of the items made here: no page may hold it before its time. */
export const CANARY = "canario-9f3a";

/** A choice question in GIFT whose second option is right. */
export const giftQuestion = (id: string, objective: string, use = "examen", country = "GT,CL") =>
  `// [id:${id}] [tag:objetivo:${objective}] [tag:dificultad:media] [tag:uso:${use}] [tag:pais:${country}]
::${id}::¿Qué hace con ${id}? {
  ~Primera de ${id}#${CANARY} no ${id}
  =Segunda de ${id}#${CANARY} sí ${id}
  ~Tercera de ${id}#${CANARY} tampoco ${id}
  ####${CANARY} idea de ${id}
}
`;

/** Items of an objective: `dab-1-e1`, `dab-1-e2`… */
export function examItems(objective: string, count: number, country = "GT,CL"): AssessmentItem[] {
  const text = Array.from({ length: count }, (_, index) =>
    giftQuestion(`${objective}-e${index + 1}`, objective, "examen", country),
  ).join("\n");
  return itemsOf(text);
}

/** The items of a GIFT text that has nothing wrong. */
export function itemsOf(text: string): AssessmentItem[] {
  const { items, problems } = readBank(text, "factory.gift");
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return items;
}

export interface CourseOptions {
  slug?: string;
  exam?: Record<string, unknown> | null;
  items?: AssessmentItem[];
  /** Ids of the check questions of its lesson `leccion`. */
  checks?: string[];
}

/** A course of one lesson, published without its text. */
export async function publishCourse(
  db: Database,
  { slug = "curso", exam = {}, items, checks = [] }: CourseOptions = {},
): Promise<{ slug: string; editionId: string }> {
  const manifest = CourseManifest.parse({
    slug,
    code: "CUR",
    title: "Curso de prueba",
    summary: "Para probar",
    countries: ["GT", "CL"],
    objectives: [
      { id: "dab-1", text: "Juzgar un archivo" },
      { id: "dab-2", text: "Priorizar" },
    ],
    modules: [
      {
        id: "m1",
        title: "Uno",
        objective: "Hacer",
        lessons: [{ id: "leccion", minutes: 10 }],
      },
    ],
    exam: exam && {
      id: `${slug}-final`,
      title: "Examen final",
      passMark: 0.7,
      attempts: 3,
      minutes: 60,
      blueprint: [
        { objective: "dab-1", count: 2 },
        { objective: "dab-2", count: 2 },
      ],
      ...exam,
    },
  });
  const editionId = newId();
  const lesson = {
    id: "leccion",
    title: "La lección",
    objective: "dab-1",
    monday: "Hacer",
    minutes: 10,
    outline: [],
    checks,
    sources: [],
    files: [],
    reading: {
      words: 1,
      sentences: 1,
      inflesz: 70,
      longestSentence: { words: 1, text: "", line: 1 },
    },
    variants: { "": { segments: checks.map((check) => ({ check })), bytes: 1, gzipBytes: 1 } },
  };
  const hash = `${slug}-leccion`;
  await db.transaction(async (tx) => {
    await tx.execute(
      sql`insert into courses (slug, current_edition_id) values (${slug}, ${editionId})`,
    );
    await tx.execute(sql`insert into editions (id, course_slug, number, content_hash, manifest)
      values (${editionId}, ${slug}, 1, ${slug}, ${JSON.stringify(manifest)}::jsonb)`);
    await tx.execute(sql`insert into compiled_lessons (hash, body)
      values (${hash}, ${JSON.stringify(lesson)}::jsonb)`);
    await tx.execute(sql`insert into edition_lessons (edition_id, lesson_id, position, compiled_hash)
      values (${editionId}, 'leccion', 1, ${hash})`);
    await storeItems(tx, editionId, items ?? [...examItems("dab-1", 6), ...examItems("dab-2", 6)]);
  });
  return { slug, editionId };
}

export interface Official {
  id: string;
  country: string | null;
}

let made = 0;

/** Somebody with an account, enrolled in the course if one is named. */
export async function official(
  db: Database,
  { course, country = "GT" }: { course?: string; country?: string | null } = {},
): Promise<Official> {
  const id = newId();
  made += 1;
  await db.execute(sql`insert into users (id, username, full_name)
    values (${id}, ${`oficial-${made}-${id.slice(0, 8)}`}, 'Ana Prueba')`);
  if (course) await enroll(db, { id }, course, new Date("2026-11-01T08:00:00Z"));
  return { id, country };
}
