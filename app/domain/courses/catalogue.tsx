import { formatNumber } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { useRequest } from "#app/ui/request.tsx";

export interface CatalogueCourse {
  slug: string;
  title: string;
  summary: string;
  hours: number;
  lessons: number;
}

/** The courses on offer. */
export function Catalogue({ courses }: { courses: readonly CatalogueCourse[] }) {
  const { t, language } = useRequest();
  return (
    <>
      <h1 className="govuk-heading-xl">{t("courses.catalogue.title")}</h1>
      {courses.length === 0 && <p className="govuk-body">{t("courses.catalogue.none")}</p>}
      <ul className="cards">
        {courses.map(({ slug, title, summary, hours, lessons }) => (
          <li key={slug} className="card">
            <h2 className="card__title">
              <a className="card__link" href={paths.course(slug)}>
                {title}
              </a>
            </h2>
            <p className="govuk-body">{summary}</p>
            <p className="course-facts">
              {t("courses.catalogue.facts", {
                count: lessons,
                hours: formatNumber(hours, language),
              })}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
