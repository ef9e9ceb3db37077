import { paths } from "#app/paths.ts";
import { useT } from "#app/ui/request.tsx";

export interface AuthoringProps {
  /** Reports that wait. */
  reports: number;
  /** What else waits for this person: where it is and how it is said. */
  waiting: readonly { href: string; text: string }[];
  courses: readonly { slug: string; title: string; edition: number }[];
}

/** Where a trainer begins. */
export function Authoring({ reports, waiting, courses }: AuthoringProps) {
  const t = useT();
  return (
    <>
      <h1 className="govuk-heading-xl">{t("courses.authoring.title")}</h1>
      <p className="govuk-body">
        <a href={paths.lessonReports()}>{t("courses.authoring.reports", { count: reports })}</a>
      </p>
      <p className="govuk-body">
        <a href={paths.examReports()}>{t("courses.authoring.questions")}</a>
      </p>
      <p className="govuk-body">
        <a href={paths.proctoredExams()}>{t("courses.authoring.exams")}</a>
      </p>
      {waiting.map(({ href, text }) => (
        <p key={href} className="govuk-body">
          <a href={href}>{text}</a>
        </p>
      ))}
      <h2 className="govuk-heading-l">{t("courses.authoring.courses")}</h2>
      {courses.length === 0 && <p className="govuk-body">{t("courses.authoring.none")}</p>}
      <ul className="govuk-list">
        {courses.map(({ slug, title, edition }) => (
          <li key={slug}>
            <a href={paths.course(slug)}>{title}</a> ({t("courses.authoring.edition", { edition })}
            ), <a href={paths.bank(slug)}>{t("courses.authoring.bank", { course: title })}</a>
          </li>
        ))}
      </ul>
      <p className="govuk-body">{t("courses.authoring.how")}</p>
    </>
  );
}
