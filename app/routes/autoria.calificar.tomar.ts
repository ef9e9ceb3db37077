import type { ActionFunctionArgs } from "@remix-run/node";
import { take } from "#app/domain/grading/queue.server.ts";
import { TakeForm } from "#app/domain/grading/queue.ts";
import { canSeeGrading } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";

/** It answers a form only. */
export const loader = () => seeOther(paths.markingQueue());

/** Takes one response, or the one that has waited longest, to mark it. */
export async function action({ context: { db, now }, context, request }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeGrading);
  const form = await readForm(request, TakeForm);
  if (!form.ok) throw new Response(null, { status: 400 });
  const taken = await take(db, viewer, form.value, now);
  return seeOther(taken ? paths.marking(taken) : paths.markingQueue());
}
