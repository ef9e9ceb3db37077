import { defer, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { heldCredentials } from "#app/domain/credentials/held-queries.server.ts";
import { type MyCourse, MyCourses } from "#app/domain/enrollment/my-courses.tsx";
import { myCourses } from "#app/domain/enrollment/queries.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { askAtOnce } from "#app/server/question.ts";
import { pageTitle } from "#app/ui/page-title.ts";
import { useT } from "#app/ui/request.tsx";

export const meta = pageTitle("enrollment.mine.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const asked = { held: heldCredentials(viewer), courses: myCourses(viewer) };
  const { held, courses } = await askAtOnce(context.db, asked);
  const unconfirmed = held.filter(({ issued }) => !issued).map(({ id }) => id);
  return defer({ unconfirmed, courses });
}

export default function Mine() {
  const t = useT();
  const { unconfirmed, courses } = useLoaderData() as {
    unconfirmed: string[];
    courses: MyCourse[];
  };
  return (
    <>
      <h1 className="govuk-heading-xl">{t("enrollment.mine.title")}</h1>
      {unconfirmed.map((id) => (
        <p key={id} className="notice notice--success">
          <a href={paths.confirmName(id)}>{t("enrollment.mine.confirm")}</a>
        </p>
      ))}
      <MyCourses courses={courses} />
    </>
  );
}
