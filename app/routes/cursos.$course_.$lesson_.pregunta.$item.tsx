import { type ActionFunctionArgs, json } from "@remix-run/node";
import { useActionData, useParams } from "@remix-run/react";
import { answerCheck } from "#app/domain/assessment/answer-check.server.ts";
import { Answers } from "#app/domain/assessment/answer-fields.ts";
import { checkAnchor, SIGNED_IN } from "#app/domain/assessment/check-anchor.ts";
import {
  BackToLesson,
  CheckAnswered,
  type CheckAnsweredProps,
} from "#app/domain/assessment/check-answered.tsx";
import { toCheckView } from "#app/domain/assessment/item-view.ts";
import { requireViewer, viewerOf } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("assessment.check.title");

export async function action({ context, params, request }: ActionFunctionArgs) {
  const hadSession = new URL(request.url).searchParams.has(SIGNED_IN);
  const viewer = hadSession ? await requireViewer(context, request) : await viewerOf(context);
  const { course: courseSlug = "", lesson: lessonId = "", item: itemId = "" } = params;
  const form = await readForm(request, Answers);
  const answer = form.ok ? form.value.find(({ item }) => item === itemId) : undefined;
  if (!answer) throw new Response(null, { status: 400 });
  const place = { courseSlug, lessonId };
  const outcome = await answerCheck(context.db, viewer, place, answer, context.now);
  if (!outcome.ok) throw new Response(null, { status: outcome.reason === "unknown" ? 404 : 400 });
  const { item, state, notKept } = outcome.value;
  if (state && !notKept) return seeOther(backTo(params));
  const answered = { courseSlug, lessonId, item: toCheckView(item), state, notKept };
  return json(answered satisfies CheckAnsweredProps, state ? 200 : 400);
}

export default function Answered() {
  const params = useParams();
  const answered = useActionData<CheckAnsweredProps>();
  return answered ? <CheckAnswered {...answered} /> : <BackToLesson href={backTo(params)} />;
}

/** The question in its lesson. */
function backTo({
  course = "",
  lesson = "",
  item = "",
}: Readonly<Record<string, string | undefined>>) {
  return `${paths.lesson(course, lesson)}#${checkAnchor(item)}`;
}
