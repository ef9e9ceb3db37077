import { formatDate, formatNumber } from "#app/i18n/format.ts";
import { useRequest, useT } from "#app/ui/request.tsx";
import type { ClaimedOrganization, Claims } from "../issuing/claims.ts";
import { showCode } from "../issuing/code.ts";

/** What a certificate says, as it was frozen. */
export function ClaimList({ claims }: { claims: Claims }) {
  const { t, language } = useRequest();
  const { achievement, issuer, organization, expiresAt } = claims;
  const date = (iso: string) => formatDate(new Date(iso), language, claims.timeZone);
  const place = organization ? <Place {...organization} /> : t("credentials.fact.none");
  const facts = [
    ["name", claims.name],
    ["achievement", achievement.title],
    ["issuer", issuer.name],
    ["issued", date(claims.issuedAt)],
    [
      "expires",
      expiresAt
        ? t("credentials.fact.until", { date: date(expiresAt) })
        : t("credentials.fact.forever"),
    ],
    [
      "hours",
      achievement.hours !== null &&
        t("credentials.hours", {
          count: achievement.hours,
          hours: formatNumber(achievement.hours, language),
        }),
    ],
    ["level", achievement.level],
    ["criteria", achievement.criteria],
    ["competencies", achievement.competencies.join(" · ")],
    ["municipality", place],
    ["code", showCode(claims.code)],
    ["address", claims.address],
  ] as const;
  return (
    <section>
      <h2 className="govuk-heading-m">{t("credentials.fact.title")}</h2>
      <dl className="govuk-summary-list">
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name} className={`govuk-summary-list__row claim claim--${name}`}>
                <dt className="govuk-summary-list__key">{t(`credentials.fact.${name}`)}</dt>
                <dd className="govuk-summary-list__value">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

function Place({ municipality, division, country, confirmed }: ClaimedOrganization) {
  const t = useT();
  const nation = t(`credentials.country.${country === "CL" ? "CL" : "GT"}`);
  return (
    <>
      {[municipality, division, nation].join(", ")}{" "}
      <span className="claim__source">
        ({t(confirmed ? "credentials.fact.confirmed" : "credentials.fact.declared")})
      </span>
    </>
  );
}
