import { type ActionFunctionArgs, json } from "@remix-run/node";
import { givenAnswers } from "#app/domain/assessment/posted-answers.server.ts";
import { saveAnswers } from "#app/domain/assessment/save-answers.server.ts";
import { viewerOf } from "#app/domain/people/session.server.ts";

/** What the page's script saves by itself: it answers JSON, and never the way to log in. */
export async function action({ context, request }: ActionFunctionArgs) {
  const viewer = await viewerOf(context);
  if (!viewer) return json({ reason: "session" }, 401);
  const { db, now } = context;
  const { attempt, answers } = await givenAnswers(db, viewer, request, now);
  const saved = await saveAnswers(db, viewer, attempt, answers, now);
  return saved ? json(saved.answers) : json({ reason: "unknown" }, 404);
}

export function loader() {
  throw new Response(null, { status: 404 });
}
