import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { offeredCourses } from "#app/domain/courses/queries.server.ts";
import { VerifyBox } from "#app/domain/credentials/verify-form.tsx";
import { viewerOf } from "#app/domain/people/session.server.ts";
import type { PublishedGoal } from "#app/domain/program/figures.ts";
import { Home } from "#app/domain/program/home.tsx";
import { publishedGoal } from "#app/domain/program/queries.server.ts";
import { askAtOnce } from "#app/server/question.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("program.home.title");

export async function loader({ context }: LoaderFunctionArgs) {
  const [viewer, { courses, goal }] = await Promise.all([
    viewerOf(context),
    askAtOnce(context.db, { courses: offeredCourses(), goal: publishedGoal(context.now) }),
  ]);
  return { signedIn: viewer !== null, courses, goal: goal && headline(goal) };
}

/** Only the headline is shown here: the tables would weigh on the page's data. */
const headline = (goal: PublishedGoal): PublishedGoal => ({
  ...goal,
  countries: [],
  divisions: [],
  municipalities: [],
  months: [],
});

export default function HomePage() {
  return <Home {...useLoaderData<typeof loader>()} verify={<VerifyBox />} />;
}
