import { sql } from "drizzle-orm";
import { finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { saveAnswers } from "#app/domain/assessment/save-answers.server.ts";
import { levelField } from "#app/domain/grading/mark-form.ts";
import type { PostedMark } from "#app/domain/grading/marking.server.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import type { Database } from "#app/server/db.ts";
import { CANARY, examItems, type Official, official, publishCourse } from "./assessment.ts";
import { answer, attemptsOn, NOW } from "./attempts.ts";
import { insertViewer, type ViewerFacts } from "./people.ts";

/** What the essay's scorer notes hold, and no page of an official may. */
export const SCORER_NOTES = `${CANARY} notas para calificar`;

/** An essay of two criteria, of 4 points each. */
export const essay = (id: string, objective: string): AssessmentItem => ({
  ...{ id, title: `Informe ${id}`, interaction: "extended-text", choices: [] },
  prompt: `Explique ${id} a su concejo.`,
  rubric: {
    criteria: ["claridad", "evidencia"].map((criterion) => ({
      id: criterion,
      text: `Juzgue: ${criterion}`,
      levels: [0, 1, 2, 3, 4].map((points) => ({ points, text: `Nivel ${points}` })),
    })),
  },
  response: { correct: [], mapping: {} },
  ...{ feedback: null, scorerNotes: SCORER_NOTES, objective, difficulty: "media" },
  ...{ countries: [], uses: ["exam"] },
});

/** A course whose exam asks two choice questions of `dab-1` and one essay of `dab-2`. */
export async function publishEssayCourse(db: Database, slug = "curso"): Promise<void> {
  await publishCourse(db, {
    slug,
    items: [...examItems("dab-1", 2), essay("informe", "dab-2")],
    exam: {
      blueprint: [
        { objective: "dab-1", count: 2 },
        { objective: "dab-2", count: 1 },
      ],
    },
  });
}

/** A trainer who may mark in the course, or one of every course. */
export async function grader(
  db: Database,
  courseSlug: string | null = null,
  facts: Pick<ViewerFacts, "username"> = {},
): Promise<Viewer> {
  const { viewer } = await insertViewer(db, { roles: [{ role: "trainer", courseSlug }], ...facts });
  return viewer;
}

/** What a grader posts: a level for each criterion, by its points. */
export const posted = (
  points: Record<string, number>,
  { comment = "", note = "", final = true } = {},
): PostedMark => ({
  ...Object.fromEntries(Object.entries(points).map(([id, level]) => [levelField(id), `${level}`])),
  comentario: comment,
  nota: note,
  hacer: final ? "calificar" : "guardar",
});

/** The same points in both criteria: `both(3)` is 6 of 8. */
export const both = (points: number) => posted({ claridad: points, evidencia: points });

export interface HandedIn {
  who: Official;
  attempt: string;
  /** The essay, as it waits; empty where it was left blank. */
  toMark: string;
}

/** Somebody sits the exam of `publishEssayCourse` and hands it in. */
export async function handIn(
  db: Database,
  {
    course = "curso",
    text = "Mi informe.",
    choices = "b",
    who,
    at = NOW,
  }: { course?: string; text?: string | null; choices?: string; who?: Official; at?: Date } = {},
): Promise<HandedIn> {
  const person = who ?? (await official(db, { course }));
  const { begin, formOf } = attemptsOn(() => db);
  const after = (count: number) => new Date(at.getTime() + count * 60_000);
  const { id } = await begin(person, course, at);
  const given = (await formOf(id)).flatMap(({ item, interaction }) => {
    if (interaction !== "extended-text") return answer(item, choices);
    return text === null ? [] : { id: newId(), item, response: [text] };
  });
  await saveAnswers(db, person, id, given, after(1));
  await finishAttempt(db, person, id, after(2));
  const [waits] = await db.execute<{ id: string }>(
    sql`select id from responses_to_mark where attempt_id = ${id}`,
  );
  return { who: person, attempt: id, toMark: waits?.id ?? "" };
}

interface AttemptRow extends Record<string, unknown> {
  finished_at: string | null;
  score: number | null;
  passed: boolean | null;
  outcomes: { objective: string; asked: number; points: number }[] | null;
}

/** What is on record of an attempt. */
export async function attemptRow(db: Database, id: string): Promise<AttemptRow> {
  const [row] = await db.execute<AttemptRow>(
    sql`select finished_at, score, passed, outcomes from attempts where id = ${id}`,
  );
  if (!row) throw new Error(`no attempt ${id}`);
  return row;
}

/** Verbs recorded about the exam of a person, oldest first. */
export async function verbsOf(db: Database, who: { id: string }): Promise<string[]> {
  const rows = await db.execute<{ verb: string }>(sql`
    select verb from statements where actor_id = ${who.id} and object_type = 'exam' order by id`);
  return rows.map(({ verb }) => verb);
}

/** That many days after `NOW`. */
export const daysLater = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
