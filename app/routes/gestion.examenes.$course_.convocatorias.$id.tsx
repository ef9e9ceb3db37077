import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { postedSitting } from "#app/domain/assessment/sitting-change.server.ts";
import { SittingPage } from "#app/domain/assessment/sittings.tsx";
import { sittingsPage } from "#app/domain/assessment/sittings-page.server.ts";
import { canTeach } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle<{ sitting: { title: string } }>(
  "assessment.sittings.one",
  ({ sitting }) => sitting,
);

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const { course = "", id } = params;
  const viewer = await requireRight(context, request, (one) => canTeach(one, course));
  const page = found(await sittingsPage(context.db, viewer, course, context.now));
  return { page, sitting: found(page.sittings.find((sitting) => sitting.id === id)) };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { course: courseSlug = "", id: sittingId = "" } = params;
  const viewer = await requireRight(context, request, (one) => canTeach(one, courseSlug));
  const place = { courseSlug, sittingId };
  const wrong = await postedSitting(context.db, viewer, place, request, context.now);
  if (wrong === "not-found") throw new Response(null, { status: 404 });
  return wrong ? json(wrong, 400) : seeOther(`${paths.examSittings(courseSlug)}?aviso=cambiada`);
}

export default function Sitting() {
  const { page, sitting } = useLoaderData<typeof loader>();
  return <SittingPage page={page} sitting={sitting} state={useActionData<typeof action>()} />;
}
