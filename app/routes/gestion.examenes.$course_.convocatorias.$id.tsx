import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { postedSitting } from "#app/domain/assessment/sitting-change.server.ts";
import { cancelSitting } from "#app/domain/assessment/sittings.server.ts";
import { SittingPage } from "#app/domain/assessment/sittings.tsx";
import { sittingsPage } from "#app/domain/assessment/sittings-page.server.ts";
import { canTeach } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { postedForm } from "#app/server/http/forms.ts";
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
  const { db, now } = context;
  const sittings = paths.examSittings(courseSlug);
  if ((await postedForm(request.clone())).get("hacer") === "cancelar") {
    const cancelled = await cancelSitting(db, viewer, sittingId, now);
    if (!cancelled.ok && cancelled.reason === "unknown") throw new Response(null, { status: 404 });
    return seeOther(cancelled.ok ? `${sittings}?aviso=cancelada` : sittings);
  }
  const wrong = await postedSitting(db, viewer, { courseSlug, sittingId }, request, now);
  if (wrong === "not-found") throw new Response(null, { status: 404 });
  return wrong ? json(wrong, 400) : seeOther(`${sittings}?aviso=cambiada`);
}

export default function Sitting() {
  const { page, sitting } = useLoaderData<typeof loader>();
  return <SittingPage page={page} sitting={sitting} state={useActionData<typeof action>()} />;
}
