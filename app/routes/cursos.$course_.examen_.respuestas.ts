import { type ActionFunctionArgs, json } from "@remix-run/node";
import { givenAnswers } from "#app/domain/assessment/posted-answers.server.ts";
import { saveAnswers } from "#app/domain/assessment/save-answers.server.ts";
import { viewerOf } from "#app/domain/people/session.server.ts";

/** What the page's script saves by itself: it answers JSON, and never the way to log in. */
export async function action({ context, request }: ActionFunctionArgs) {
  const viewer = await viewerOf(context);
  if (!viewer) return json({ reason: "session" }, 401);
  const { attempt, answers } = await givenAnswers(request);
  const saved = await saveAnswers(context.db, viewer, attempt, answers, context.now);
  return saved ? json(saved.answers) : json({ reason: "unknown" }, 404);
}

export function loader() {
  throw new Response(null, { status: 404 });
}
