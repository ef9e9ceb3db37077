import { z } from "zod";
import { Uuid } from "#app/kernel/ids.ts";
import { readForm } from "#app/server/http/forms.ts";
import { AttemptAnswers, PracticeAnswers } from "./answer-fields.ts";

/** The answers that a page of an exam posts. One that no page of ours makes is 400. */
export async function givenAnswers(request: Request) {
  const form = await readForm(request, AttemptAnswers);
  if (!form.ok) throw new Response(null, { status: 400 });
  return form.value;
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
