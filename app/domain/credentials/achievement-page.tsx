import { formatNumber } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { useRequest } from "#app/ui/request.tsx";
import type { Achievement } from "./issuing/achievement.ts";

/** What a certificate certifies: what its holder did and can do. Its parts can be linked to. */
export function AchievementPage(achievement: Achievement) {
  const { t, language } = useRequest();
  const { title, description, criteria, hours, level, competencies, kind, subject } = achievement;
  return (
    <>
      <span className="govuk-caption-xl">{t(`credentials.kind.${kind}`)}</span>
      <h1 className="govuk-heading-xl">{title}</h1>
      <p className="govuk-body-l">{description}</p>
      <h2 className="govuk-heading-m">{t("credentials.fact.criteria")}</h2>
      <p className="govuk-body">{criteria}</p>
      {competencies.length > 0 && (
        <>
          <h2 className="govuk-heading-m">{t("credentials.fact.competencies")}</h2>
          <ul className="govuk-list govuk-list--bullet">
            {competencies.map((competency, index) => (
              <li key={competency} id={`competencia-${index + 1}`}>
                {competency}
              </li>
            ))}
          </ul>
        </>
      )}
      <dl className="govuk-summary-list">
        {hours !== null && (
          <div className="govuk-summary-list__row" id="horas">
            <dt className="govuk-summary-list__key">{t("credentials.fact.hours")}</dt>
            <dd className="govuk-summary-list__value">
              {t("credentials.hours", { count: hours, hours: formatNumber(hours, language) })}
            </dd>
          </div>
        )}
        {level !== null && (
          <div className="govuk-summary-list__row" id="nivel">
            <dt className="govuk-summary-list__key">{t("credentials.fact.level")}</dt>
            <dd className="govuk-summary-list__value">{level}</dd>
          </div>
        )}
      </dl>
      {kind === "course" && (
        <p className="govuk-body">
          <a className="govuk-link" href={paths.course(subject)}>
            {t("credentials.achievement.course")}
          </a>
        </p>
      )}
    </>
  );
}
