import { defer, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CoursePage, type CoursePageProps } from "#app/domain/enrollment/course-page.tsx";
import { courseFor } from "#app/domain/enrollment/queries.server.ts";
import { readerOf } from "#app/domain/enrollment/reader.ts";
import { viewerOf } from "#app/domain/people/session.server.ts";
import { PageData } from "#app/ui/page-data.ts";
import { pageTitle } from "#app/ui/page-title.ts";

type Data = { page: PageData<CoursePageProps> };

export const meta = pageTitle<Data>("courses.name", ({ page }) => ({
  name: page.value.manifest.title,
}));

export async function loader({ context, params }: LoaderFunctionArgs) {
  const viewer = await viewerOf(context);
  const course = await courseFor(context.db, viewer, params.course ?? "");
  if (!course) throw new Response(null, { status: 404 });
  const { manifest, progress, lastLessonId, examPassed, enrollmentId } = course;
  const reader = readerOf(viewer, enrollmentId);
  // Deferred data goes to the page as it is; other data is written as JSON and read again.
  return defer({ page: new PageData({ manifest, progress, lastLessonId, examPassed, reader }) });
}

export default function Course() {
  return <CoursePage {...(useLoaderData() as unknown as Data).page.value} />;
}
