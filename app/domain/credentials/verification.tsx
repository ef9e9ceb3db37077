import { formatDate, formatNumber, formatTime } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { useRequest, useT } from "#app/ui/request.tsx";
import type { ClaimedOrganization, Claims } from "./claims.ts";
import { showCode } from "./code.ts";
import type { RevocationReason, Verification } from "./verification.ts";

/** What the verification page shows of a certificate that was issued; times in ISO 8601. */
export interface VerifiedCredential extends Verification {
  claims: Claims;
  revocation: { at: string; reason: RevocationReason } | null;
  checkedAt: string;
}

/** The verdict in words, then each check, then what the certificate says. */
export function VerificationPage(credential: VerifiedCredential) {
  const { verdict, claims, checkedAt } = credential;
  const { t, language, timeZone } = useRequest();
  const at = new Date(checkedAt);
  return (
    <article className="verification">
      <header className={`verdict verdict--${verdict}${claims.trial ? " verdict--trial" : ""}`}>
        <h1 className="verdict__title">
          {t(`credentials.verdict.${verdict}`)}
          {claims.trial && ` ${t("credentials.verdict.of-trial")}`}
        </h1>
        <Why {...credential} />
        <p className="verdict__moment">
          {t("credentials.verdict.checked", {
            date: formatDate(at, language, timeZone),
            time: formatTime(at, language, timeZone),
          })}
        </p>
      </header>
      <ClaimList claims={claims} />
      <Checks {...credential} />
      <p className="no-print">
        <a className="govuk-button" href={paths.credentialFile(claims.id, "pdf")} rel="nofollow">
          {t("credentials.download")}
        </a>
      </p>
      <p className="govuk-body no-print">
        <a className="govuk-link" href={paths.verify()}>
          {t("credentials.verdict.again")}
        </a>
      </p>
    </article>
  );
}

function Why({ verdict, claims, revocation }: VerifiedCredential) {
  const { t, language } = useRequest();
  const date = (iso: string) => formatDate(new Date(iso), language, claims.timeZone);
  return (
    <>
      {claims.trial && <p className="verdict__trial">{t("credentials.verdict.trial")}</p>}
      {revocation && (
        <p>
          {t("credentials.verdict.revoked-on", {
            date: date(revocation.at),
            reason: t(`credentials.reason.${revocation.reason}`),
          })}
        </p>
      )}
      {verdict === "expired" && claims.expiresAt && (
        <p>{t("credentials.verdict.expired-on", { date: date(claims.expiresAt) })}</p>
      )}
    </>
  );
}

function Checks({ checks, claims }: VerifiedCredential) {
  const t = useT();
  return (
    <section>
      <h2 className="govuk-heading-m">{t("credentials.check.title")}</h2>
      <ul className="checks">
        {checks.map(({ name, passed }) => (
          <li key={name} className={passed ? "checks__passed" : "checks__failed"}>
            {t(`credentials.check.${name}.${passed ? "passed" : "failed"}`, {
              program: claims.issuer.name,
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}

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

/** The answer when there is no verdict to give; an unknown certificate and a private one look alike. */
export function NoVerdict({ state }: { state: "unknown" | "unavailable" | "format" }) {
  const t = useT();
  const title =
    state === "format" ? t("credentials.format.title") : t(`credentials.verdict.${state}`);
  const text =
    state === "format" ? t("credentials.format.text") : t(`credentials.verdict.${state}-text`);
  return (
    <article className="verification">
      <header className={`verdict verdict--${state}`}>
        <h1 className="verdict__title">{title}</h1>
        <p>{text}</p>
      </header>
      <p className="govuk-body">
        <a className="govuk-link" href={paths.verify()}>
          {t("credentials.verdict.again")}
        </a>
      </p>
    </article>
  );
}
