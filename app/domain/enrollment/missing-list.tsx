import { type CourseManifest, lessonTitle } from "#app/domain/courses/manifest.ts";
import { paths } from "#app/paths.ts";
import { useT } from "#app/ui/request.tsx";
import type { Missing } from "./completion.ts";

export interface MissingListProps {
  manifest: CourseManifest;
  missing: readonly Missing[];
  /** The lesson of the page: its own tasks need neither name nor link. */
  here?: string;
}

/** What is lacking, one plain sentence each, with the way to it. */
export function MissingList({ manifest, missing, here }: MissingListProps) {
  const t = useT();
  if (missing.length === 0) return null;
  return (
    <ul className="govuk-list govuk-list--bullet missing">
      {missing.map((one) => {
        if (one.kind === "exam") {
          return (
            <li key="exam">
              <a href={paths.exam(manifest.slug)}>{t("enrollment.missing.exam")}</a>
            </li>
          );
        }
        const text = t(`enrollment.missing.${one.kind}`);
        if (one.lessonId === here) return <li key={one.kind}>{text}</li>;
        return (
          <li key={`${one.lessonId} ${one.kind}`}>
            <a href={paths.lesson(manifest.slug, one.lessonId)}>
              {lessonTitle(manifest, one.lessonId)}
            </a>
            : {text}
          </li>
        );
      })}
    </ul>
  );
}
