import { defer, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CoursePage, type CoursePageProps } from "#app/domain/enrollment/course-page.tsx";
import { courseFor } from "#app/domain/enrollment/queries.server.ts";
import { readerOf } from "#app/domain/enrollment/reader.ts";
import { viewerOf } from "#app/domain/people/session.server.ts";
import { found } from "#app/server/http/found.ts";
import { PageData } from "#app/ui/page-data.ts";
import { pageTitle } from "#app/ui/page-title.ts";

type Data = { page: PageData<CoursePageProps> };
const nameOf = ({ page }: Data) => ({ name: page.value.manifest.title });
export const meta = pageTitle<Data>("courses.name", nameOf);

export async function loader({ context, params }: LoaderFunctionArgs) {
  const viewer = await viewerOf(context);
  const course = found(await courseFor(context.db, viewer, params.course ?? ""));
  const reader = readerOf(viewer, course.enrollmentId);
  return defer({ page: new PageData({ ...course, reader }) });
}

export default function Course() {
  return <CoursePage {...(useLoaderData() as unknown as Data).page.value} />;
}
