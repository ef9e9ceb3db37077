import { type HeadersFunction, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { roomPage } from "#app/domain/assessment/room.server.ts";
import { Room } from "#app/domain/assessment/room.tsx";
import { canProctor } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { found } from "#app/server/http/found.ts";
import { pageTitle } from "#app/ui/page-title.ts";

/** Seconds after which the page comes again, for who asked for it. */
const EVERY = 30;

export const meta = pageTitle<{ page: { courseTitle: string } }>(
  "assessment.room.title",
  ({ page }) => ({ course: page.courseTitle }),
);
export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canProctor);
  const page = found(await roomPage(context.db, viewer, params.course ?? "", context.now));
  const every = new URL(request.url).searchParams.has("cada") ? EVERY : null;
  const refresh = every === null ? undefined : { Refresh: String(every) };
  return json({ page, every }, { headers: { "Cache-Control": "private, no-store", ...refresh } });
}

export default function ExamRoom() {
  return <Room {...useLoaderData<typeof loader>()} />;
}
