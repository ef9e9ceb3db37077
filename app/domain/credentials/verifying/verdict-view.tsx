import type { ReactNode } from "react";
import { formatDate, formatTime } from "#app/i18n/format.ts";
import { useRequest, useT } from "#app/ui/request.tsx";
import { isCheckReason } from "../check-reasons.ts";
import type { ShownVerification } from "../shown-verification.ts";
import type { Check } from "../verdict.ts";
import type { ShownClaims, ShownLink } from "./shown-claims.ts";

/**
 * A credential of anybody's that was checked: the verdict first, dated, a row for each check, and
 * then what was signed. `why` is what the page adds to the verdict, `children` what it adds below.
 */
export function VerdictView({
  shown,
  why,
  children,
}: {
  shown: ShownVerification;
  why?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <article className="verification">
      <VerdictHeader {...shown} why={why} />
      <CheckList {...shown} />
      {shown.claims && <SignedClaims {...shown} claims={shown.claims} />}
      {children}
    </article>
  );
}

function VerdictHeader({
  verdict,
  successor,
  trial,
  checkedAt,
  checks,
  why,
}: ShownVerification & { why: ReactNode }) {
  const { t, language, timeZone } = useRequest();
  const at = new Date(checkedAt);
  const isDocument = checks.some(
    ({ name, outcome }) => name === "document" && outcome === "failed",
  );
  return (
    <header className={`verdict verdict--${verdict}${trial ? " verdict--trial" : ""}`}>
      <h1 className="verdict__title">
        {t(`credentials.verdict.${verdict}`)}
        {trial && ` ${t("credentials.verdict.of-trial")}`}
      </h1>
      {trial && <p className="verdict__trial">{t("credentials.verdict.trial")}</p>}
      <p>
        {t(
          isDocument ? "credentials.verdict-text.document" : `credentials.verdict-text.${verdict}`,
        )}
      </p>
      {why}
      {successor && (
        <p>
          <a className="govuk-link" href={successor}>
            {t("credentials.shown.successor")}
          </a>
        </p>
      )}
      <p className="verdict__moment">
        {t("credentials.verdict.checked", {
          date: formatDate(at, language, timeZone),
          time: formatTime(at, language, timeZone),
        })}
      </p>
    </header>
  );
}

/** What a tampered one was not asked is not told, nor is a PDF where there is none. */
function CheckList({ verdict, checks }: ShownVerification) {
  const t = useT();
  const isTold = ({ name, outcome }: Check): boolean =>
    verdict === "tampered" ? outcome !== "not-checked" : name !== "document" || isAnswer(outcome);
  const rows = checks.filter(isTold);
  return (
    <section>
      <h2 className="govuk-heading-m">{t("credentials.check.title")}</h2>
      <ul className="checks">
        {rows.map((check) => (
          <li key={check.name} className={`checks__${check.outcome}`}>
            {t(`credentials.check.${check.name}.${check.outcome}`)} <Reason {...check} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const isAnswer = (outcome: Check["outcome"]): boolean =>
  outcome !== "does-not-apply" && outcome !== "not-checked";

function Reason({ name, outcome, reason }: Check) {
  const { t, language, timeZone } = useRequest();
  if (reason === null) return null;
  if (name === "begun" || name === "in-force") {
    const date = formatDate(new Date(reason), language, timeZone);
    const key = name === "begun" ? "since" : "until-then";
    return <>{t(`credentials.shown.${key}`, { date })}</>;
  }
  if (isCheckReason(reason)) return <>{t(`credentials.check-reason.${reason}`)}</>;
  if (name !== "form" || outcome !== "failed") return null;
  return <>{t("credentials.check-reason.data-model", { code: reason })}</>;
}

function SignedClaims({
  claims,
  issuer,
  fingerprint,
}: ShownVerification & { claims: ShownClaims }) {
  const { t, language, timeZone } = useRequest();
  const date = (iso: string | null) => iso && formatDate(new Date(iso), language, timeZone);
  const until = date(claims.expiresAt);
  const facts: [keyof typeof FACTS, ReactNode][] = [
    ["name", claims.name],
    ["achievement", claims.title],
    ["label", claims.label],
    ["notice", claims.notice],
    ["issuer", issuer?.name ?? t("credentials.check.issuer.failed")],
    ["domain", issuer?.domain],
    ["did", issuer?.did],
    ["issued", date(claims.issuedAt)],
    [
      "expires",
      until ? t("credentials.fact.until", { date: until }) : t("credentials.fact.forever"),
    ],
    ["number", claims.number],
    ["level", claims.level],
    ["credits", claims.credits],
    ["description", claims.description],
    ["narrative", claims.narrative],
    ["criteria", claims.criteria && <Links all={[claims.criteria]} />],
    ["results", claims.results.length > 0 && <Results {...claims} />],
    ["competencies", claims.competencies.length > 0 && <Links all={claims.competencies} />],
    ["evidence", claims.evidence.length > 0 && <Links all={claims.evidence} />],
    ["address", claims.id],
    ["fingerprint", <code key="fingerprint">{fingerprint}</code>],
  ];
  return (
    <section>
      <h2 className="govuk-heading-m">{t("credentials.shown.signed-title")}</h2>
      <dl className="govuk-summary-list">
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name} className={`govuk-summary-list__row claim claim--${name}`}>
                <dt className="govuk-summary-list__key">{t(FACTS[name])}</dt>
                <dd className="govuk-summary-list__value">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

/** What each claim is called. */
const FACTS = {
  name: "credentials.fact.name",
  achievement: "credentials.fact.achievement",
  label: "credentials.shown.label",
  notice: "credentials.shown.notice",
  issuer: "credentials.fact.issuer",
  domain: "credentials.shown.domain",
  did: "credentials.shown.did",
  issued: "credentials.fact.issued",
  expires: "credentials.fact.expires",
  number: "credentials.shown.number",
  level: "credentials.fact.level",
  credits: "credentials.shown.credits",
  description: "credentials.shown.description",
  narrative: "credentials.shown.narrative",
  criteria: "credentials.fact.criteria",
  results: "credentials.shown.results",
  competencies: "credentials.fact.competencies",
  evidence: "credentials.shown.evidence",
  address: "credentials.fact.address",
  fingerprint: "credentials.shown.fingerprint",
} as const;

function Results({ results }: ShownClaims) {
  return (
    <ul className="govuk-list">
      {results.map(({ name, value }) => (
        <li key={`${name} ${value}`}>{name ? `${name}: ${value}` : value}</li>
      ))}
    </ul>
  );
}

/** The text is the issuer's, so the place is written out: a reader sees where it leads. */
function Links({ all }: { all: readonly ShownLink[] }) {
  return (
    <ul className="govuk-list">
      {all.map(({ text, address }) => (
        <li key={`${text} ${address}`}>
          {text === address ? null : text}{" "}
          {address && (
            <a className="govuk-link" href={address} rel="nofollow noopener noreferrer ugc">
              {address}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
