import { formatNumber } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { useRequest } from "#app/ui/request.tsx";
import { OwnText, OwnTitle } from "./own-words.tsx";

export interface CatalogueCourse {
  slug: string;
  title: string;
  summary: string;
  english?: { title: string; summary: string } | undefined;
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
        {courses.map(({ slug, title, summary, english, hours, lessons }) => (
          <li key={slug} className="card">
            <h2 className="card__title">
              <a className="card__link" href={paths.course(slug)}>
                <OwnTitle title={title} english={english} />
              </a>
            </h2>
            <p className="govuk-body">
              <OwnText text={summary} english={english?.summary} />
            </p>
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
