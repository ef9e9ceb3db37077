import { readForm } from "#app/server/http/forms.ts";
import { AttemptAnswers } from "./answer-fields.ts";

/** The answers that a page of an exam posts. One that no page of ours makes is 400. */
export async function givenAnswers(request: Request) {
  const form = await readForm(request, AttemptAnswers);
  if (!form.ok) throw new Response(null, { status: 400 });
  return form.value;
}
