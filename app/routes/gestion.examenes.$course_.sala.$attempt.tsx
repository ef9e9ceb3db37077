import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { intervene } from "#app/domain/assessment/intervention.server.ts";
import { proctoredAttempt } from "#app/domain/assessment/room.server.ts";
import { ROOM_NOTICES, RoomAttemptPage } from "#app/domain/assessment/room-attempt.tsx";
import { canProctor } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { noticeIn } from "#app/ui/notice-in.ts";
import { pageTitle } from "#app/ui/page-title.ts";

type Data = { page: { attempt: { fullName: string; number: number } } };
export const meta = pageTitle<Data>("assessment.room.one", ({ page: { attempt } }) => ({
  name: attempt.fullName,
  number: attempt.number,
}));

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canProctor);
  const { course = "", attempt = "" } = params;
  const page = found(await proctoredAttempt(context.db, viewer, course, attempt, context.now));
  return { page, notice: noticeIn(ROOM_NOTICES, request.url) };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canProctor);
  const { course = "", attempt = "" } = params;
  const { db, now } = context;
  found(await proctoredAttempt(db, viewer, course, attempt, now));
  const outcome = await intervene(db, viewer, attempt, request, now);
  if (outcome === "not-found") throw new Response(null, { status: 404 });
  if (!("notice" in outcome)) return json(outcome, 400);
  return seeOther(`${paths.examRoomAttempt(course, attempt)}?aviso=${outcome.notice}`);
}

export default function ExamRoomAttempt() {
  const data = useLoaderData<typeof loader>();
  return <RoomAttemptPage {...data} state={useActionData<typeof action>()} />;
}
