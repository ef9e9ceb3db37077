import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { goalJson } from "#app/domain/program/export.ts";
import { publishedGoal } from "#app/domain/program/queries.server.ts";
import { ask } from "#app/server/question.ts";

export async function loader({ context }: LoaderFunctionArgs) {
  const goal = await ask(context.db, publishedGoal(context.now));
  if (!goal) throw new Response(null, { status: 404 });
  return json(goalJson(goal, context.now), {
    headers: { "Cache-Control": "public, no-cache", "Access-Control-Allow-Origin": "*" },
  });
}
