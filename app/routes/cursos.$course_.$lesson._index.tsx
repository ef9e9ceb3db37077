import { defer, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CheckQuestion } from "#app/domain/assessment/check-question.tsx";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import {
  type CheckAnswers,
  type CheckView,
  checkViews,
} from "#app/domain/assessment/lesson-checks.server.ts";
import { lessonPage } from "#app/domain/enrollment/lesson-page.server.ts";
import { LessonPage, type LessonPageProps } from "#app/domain/enrollment/lesson-page.tsx";
import { readerOf } from "#app/domain/enrollment/reader.ts";
import { viewerOf } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { PageData } from "#app/ui/page-data.ts";
import { pageTitle } from "#app/ui/page-title.ts";

type Page = Omit<LessonPageProps, "renderCheck"> & { checks: Record<string, CheckView> };
type Data = { page: PageData<Page> };

export const handle = { script: true };

export const meta = pageTitle<Data>("courses.name", ({ page }) => ({
  name: page.value.lesson.title,
}));

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { course = "", lesson: id = "" } = params;
  const viewer = await viewerOf(context);
  const page = await lessonPage(context.db, viewer, course, id, context.now);
  if (!page) throw new Response(null, { status: 404 });
  const { items, answers, enrollmentId, ...shown } = page;
  const questions = items as ReadonlyMap<string, AssessmentItem>;
  const checks = checkViews(questions, answers as CheckAnswers);
  const reader = readerOf(viewer, enrollmentId);
  // Deferred data goes to the page as it is; other data is written as JSON and read again.
  const data: Page = { ...shown, checks, reader, country: viewer?.country ?? null };
  return defer({ page: new PageData(data) });
}

export default function Lesson() {
  const { checks, ...page } = (useLoaderData() as unknown as Data).page.value;
  const { manifest, lesson, contentKey, reader } = page;
  const renderCheck = (id: string) => {
    const check = checks[id];
    const place = { courseSlug: manifest.slug, lessonId: lesson.id };
    const answerUrl = paths.check(manifest.slug, lesson.id, id);
    const known = { answerUrl, signedIn: reader !== "nobody", version: `${contentKey} ${id}` };
    return check && <CheckQuestion {...place} {...check} {...known} />;
  };
  return <LessonPage {...page} renderCheck={renderCheck} />;
}
