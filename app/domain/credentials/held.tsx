import { formatDate } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { useRequest, useT } from "#app/ui/request.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { Claims } from "./claims.ts";
import { showCode } from "./code.ts";
import type { HeldPageProps, HeldView, LackingView } from "./held.ts";

/** The person's certificates, and what is lacking for the next ones. */
export function HeldPage({ held, lacking }: HeldPageProps) {
  const t = useT();
  return (
    <>
      <h1 className="govuk-heading-xl">{t("credentials.mine.title")}</h1>
      {held.length === 0 && (
        <p className="govuk-body">
          {t("credentials.mine.none")} <a href={paths.courses()}>{t("credentials.mine.courses")}</a>
        </p>
      )}
      <ul className="held">
        {held.map((credential) => (
          <li key={credential.id} className="card held__one">
            <h2 className="card__title">{credential.title}</h2>
            {credential.issued ? <Issued {...credential.issued} /> : <Reserved {...credential} />}
          </li>
        ))}
      </ul>
      {lacking.length > 0 && <LackingList lacking={lacking} />}
      {held.some(({ issued }) => issued) && (
        <p className="govuk-hint">{t("credentials.mine.correct")}</p>
      )}
    </>
  );
}

function Reserved({ id }: HeldView) {
  const t = useT();
  return (
    <>
      <p>{t("credentials.mine.ready")}</p>
      <a className="govuk-button" href={paths.confirmName(id)}>
        {t("credentials.mine.confirm")}
      </a>
    </>
  );
}

function Issued({ claims, verdict }: NonNullable<HeldView["issued"]>) {
  const { t, language } = useRequest();
  const date = formatDate(new Date(claims.issuedAt), language, claims.timeZone);
  return (
    <>
      <p>
        {claims.name}. {t("credentials.mine.issued", { date })}.
      </p>
      <p>
        <Tag tone={verdict === "valid" ? "good" : "bad"}>{t(`credentials.issued.${verdict}`)}</Tag>
        {claims.trial && <Tag tone="warning">{t("credentials.issued.trial")}</Tag>}
      </p>
      <p className="held__actions">
        <a className="govuk-button" href={paths.credentialFile(claims.id, "pdf")}>
          {t("credentials.download")}
        </a>{" "}
        <a href={paths.credential(claims.id)}>{t("credentials.mine.see")}</a>{" "}
        <a href={linkedIn(claims)} rel="external noreferrer">
          {t("credentials.mine.linkedin")}
        </a>
      </p>
      <dl className="govuk-summary-list govuk-summary-list--no-border">
        <div className="govuk-summary-list__row">
          <dt className="govuk-summary-list__key">{t("credentials.mine.share")}</dt>
          <dd className="govuk-summary-list__value">
            <a href={paths.credential(claims.id)}>{claims.address}</a>
          </dd>
        </div>
        <div className="govuk-summary-list__row">
          <dt className="govuk-summary-list__key">{t("credentials.fact.code")}</dt>
          <dd className="govuk-summary-list__value">{showCode(claims.code)}</dd>
        </div>
      </dl>
      <p className="govuk-hint">{t("credentials.mine.share-hint")}</p>
    </>
  );
}

function LackingList({ lacking }: { lacking: LackingView[] }) {
  const t = useT();
  return (
    <section>
      <h2 className="govuk-heading-l">{t("credentials.mine.lacking")}</h2>
      {lacking.map(({ course, title, lessons, exam }) => (
        <div key={course}>
          <p className="govuk-body">{t("credentials.mine.lacking-course", { title })}</p>
          <ul className="govuk-list govuk-list--bullet">
            {lessons.map((lesson) => (
              <li key={lesson.id}>
                <a href={paths.lesson(course, lesson.id)}>
                  {t("credentials.mine.lacking-lesson", { lesson: lesson.title })}
                </a>
              </li>
            ))}
            {exam && (
              <li>
                <a href={paths.exam(course)}>{t("credentials.mine.lacking-exam")}</a>
              </li>
            )}
          </ul>
        </div>
      ))}
    </section>
  );
}

/** LinkedIn's form for adding a certification, filled in. */
function linkedIn({ id, achievement, issuer, issuedAt, address }: Claims): string {
  const date = new Date(issuedAt);
  return `https://www.linkedin.com/profile/add?${new URLSearchParams({
    startTask: "CERTIFICATION_NAME",
    name: achievement.title,
    organizationName: issuer.name,
    issueYear: String(date.getUTCFullYear()),
    issueMonth: String(date.getUTCMonth() + 1),
    certUrl: address,
    certId: id,
  })}`;
}
