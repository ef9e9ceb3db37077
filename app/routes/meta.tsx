import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { GoalPage } from "#app/domain/program/goal-page.tsx";
import { publishedGoal } from "#app/domain/program/queries.server.ts";
import { ask } from "#app/server/question.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("program.goal.title");

export const loader = async ({ context }: LoaderFunctionArgs) => ({
  goal: await ask(context.db, publishedGoal(context.now)),
});

export default function Goal() {
  return <GoalPage {...useLoaderData<typeof loader>()} />;
}
