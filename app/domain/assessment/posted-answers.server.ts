import { z } from "zod";
import { Uuid } from "#app/kernel/ids.ts";
import type { Database } from "#app/server/db.ts";
import { postedForm, readFields, readForm } from "#app/server/http/forms.ts";
import { AttemptAnswers, fileField, type GivenAnswer, PracticeAnswers } from "./answer-fields.ts";
import { keepFile } from "./answer-files.server.ts";
import type { AnswerProblem } from "./answer-problem.ts";

/** What came with a page of an exam. */
interface PostedAnswers {
  attempt: string;
  answers: GivenAnswer[];
  /** Whether the person goes on to hand the exam in. */
  review: boolean;
  /** The item whose question is shown again; null = the next page. */
  stay: string | null;
  /** Why a file was not kept. */
  problem: AnswerProblem | null;
}

/**
 * The answers that a page of an exam posts, once the files that came with them are kept. Of files
 * that are refused the first is told of. A form that no page of ours makes is 400.
 */
export async function givenAnswers(
  db: Database,
  actor: { id: string },
  request: Request,
  now: Date,
): Promise<PostedAnswers> {
  const form = await postedForm(request);
  const read = readFields(form, AttemptAnswers);
  if (!read.ok) throw new Response(null, { status: 400 });
  const { removed, ...posted } = read.value;
  let problem: AnswerProblem | null = null;
  for (const answer of posted.answers) {
    answer.response = answer.response.filter((part) => part !== removed);
    for (const file of filesIn(form, answer.item)) {
      const refused = await attach(db, actor, posted.attempt, answer, file, now);
      problem ??= refused;
      if (refused) break;
    }
  }
  return { ...posted, problem };
}

/** A field where no file was chosen sends one without a name. */
function filesIn(form: FormData, item: string): File[] {
  return form
    .getAll(fileField(item))
    .filter((value): value is File => typeof value !== "string" && value.name !== "");
}

/** Keeps the file and adds it to the answer; answers why not. */
async function attach(
  db: Database,
  actor: { id: string },
  attemptId: string,
  { item, response }: GivenAnswer,
  file: File,
  now: Date,
): Promise<AnswerProblem | null> {
  const bytes = Buffer.from(await file.arrayBuffer());
  const given = { attemptId, itemId: item, name: file.name, bytes, beside: response.length };
  const kept = await keepFile(db, actor, given, now);
  if (!kept.ok) return { item, why: kept.reason, file: file.name };
  if (!response.includes(kept.value)) response.push(kept.value);
  return null;
}

/** The same of a practice exam, and whether it is handed in. */
export async function givenPractice(request: Request) {
  const form = await readForm(request, PracticeAnswers);
  if (!form.ok) throw new Response(null, { status: 400 });
  return form.value;
}

/** The attempt that a form is about. */
export async function givenAttempt(request: Request): Promise<string> {
  const form = await readForm(request, z.looseObject({ attempt: Uuid }));
  if (!form.ok) throw new Response(null, { status: 400 });
  return form.value.attempt;
}
