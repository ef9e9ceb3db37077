import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Catalogue } from "#app/domain/courses/catalogue.tsx";
import { offeredCourses } from "#app/domain/courses/queries.server.ts";
import { ask } from "#app/server/question.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("courses.catalogue.title");

export const loader = async ({ context }: LoaderFunctionArgs) => ({
  courses: await ask(context.db, offeredCourses()),
});

export default function Courses() {
  return <Catalogue {...useLoaderData<typeof loader>()} />;
}
