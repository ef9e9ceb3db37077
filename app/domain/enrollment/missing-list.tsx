import { type CourseManifest, lessonTitle } from "#app/domain/courses/manifest.ts";
import { paths } from "#app/paths.ts";
import { useT } from "#app/ui/request.tsx";
import type { LackingPart, Missing } from "./completion.ts";

export interface MissingListProps {
  manifest: CourseManifest;
  missing: readonly Missing[];
  /** The lesson of the page: its own tasks need neither name nor link. */
  here?: string | undefined;
}

/** Lessons named at once: a long course would push its own contents off a phone. */
const NAMED_AT_ONCE = 3;

/** What is lacking, one line for each lesson and the exam, with the way to it. */
export function MissingList({ manifest, missing, here }: MissingListProps) {
  const t = useT();
  if (missing.length === 0) return null;
  const lessons = [...partsByLesson(missing)];
  const later = lessons.slice(NAMED_AT_ONCE);
  const lines = (some: typeof lessons) =>
    some.map(([lessonId, parts]) => (
      <LessonLines key={lessonId} {...{ manifest, here, lessonId, parts }} />
    ));
  return (
    <div className="missing">
      <ul className="govuk-list govuk-list--bullet">
        {lines(lessons.slice(0, NAMED_AT_ONCE))}
        {missing.some(({ kind }) => kind === "exam") && (
          <li>
            <a href={paths.exam(manifest.slug)}>{t("enrollment.missing.exam")}</a>
          </li>
        )}
      </ul>
      {later.length > 0 && (
        <details>
          <summary>{t("enrollment.missing.later", { count: later.length })}</summary>
          <ul className="govuk-list govuk-list--bullet">{lines(later)}</ul>
        </details>
      )}
    </div>
  );
}

type LessonLinesProps = Omit<MissingListProps, "missing"> & {
  lessonId: string;
  parts: readonly LackingPart[];
};

function LessonLines({ manifest, here, lessonId, parts }: LessonLinesProps) {
  const t = useT();
  const sentence = (kind: LackingPart) => t(`enrollment.missing.${kind}`);
  if (lessonId === here) return parts.map((part) => <li key={part}>{sentence(part)}</li>);
  return (
    <li>
      <a href={paths.lesson(manifest.slug, lessonId)} lang={manifest.language}>
        {lessonTitle(manifest, lessonId)}
      </a>
      : {parts.map(sentence).join("; ")}
    </li>
  );
}

function partsByLesson(missing: readonly Missing[]): Map<string, LackingPart[]> {
  const parts = new Map<string, LackingPart[]>();
  for (const one of missing) {
    if (one.kind !== "exam") {
      parts.set(one.lessonId, [...(parts.get(one.lessonId) ?? []), one.kind]);
    }
  }
  return parts;
}
