import { type CourseManifest, lessonTitle } from "#app/domain/courses/manifest.ts";
import { paths } from "#app/paths.ts";
import { useT } from "#app/ui/request.tsx";
import type { LackingPart, Missing } from "./completion.ts";

export interface MissingListProps {
  manifest: CourseManifest;
  missing: readonly Missing[];
  /** The lesson of the page: its own tasks need neither name nor link. */
  here?: string;
}

/** What is lacking, one line for each lesson and the exam, with the way to it. */
export function MissingList({ manifest, missing, here }: MissingListProps) {
  const t = useT();
  if (missing.length === 0) return null;
  const sentence = (kind: LackingPart) => t(`enrollment.missing.${kind}`);
  return (
    <ul className="govuk-list govuk-list--bullet missing">
      {[...partsByLesson(missing)].map(([lessonId, parts]) =>
        lessonId === here ? (
          parts.map((part) => <li key={part}>{sentence(part)}</li>)
        ) : (
          <li key={lessonId}>
            <a href={paths.lesson(manifest.slug, lessonId)} lang={manifest.language}>
              {lessonTitle(manifest, lessonId)}
            </a>
            : {parts.map(sentence).join("; ")}
          </li>
        ),
      )}
      {missing.some(({ kind }) => kind === "exam") && (
        <li>
          <a href={paths.exam(manifest.slug)}>{t("enrollment.missing.exam")}</a>
        </li>
      )}
    </ul>
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
