import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { postedSitting } from "#app/domain/assessment/sitting-change.server.ts";
import { SITTING_NOTICES, Sittings } from "#app/domain/assessment/sittings.tsx";
import { sittingsPage } from "#app/domain/assessment/sittings-page.server.ts";
import { canProctor, canTeach } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { noticeIn } from "#app/ui/notice-in.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle<{ page: { courseTitle: string } }>(
  "assessment.sittings.title",
  ({ page }) => ({ course: page.courseTitle }),
);

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canProctor);
  const page = await sittingsPage(context.db, viewer, params.course ?? "", context.now);
  return { page: found(page), notice: noticeIn(SITTING_NOTICES, request.url) };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const courseSlug = params.course ?? "";
  const viewer = await requireRight(context, request, (one) => canTeach(one, courseSlug));
  const place = { courseSlug, sittingId: null };
  const wrong = await postedSitting(context.db, viewer, place, request, context.now);
  if (wrong === "not-found") throw new Response(null, { status: 404 });
  return wrong ? json(wrong, 400) : seeOther(`${paths.examSittings(courseSlug)}?aviso=anunciada`);
}

export default function CourseSittings() {
  return <Sittings {...useLoaderData<typeof loader>()} state={useActionData<typeof action>()} />;
}
