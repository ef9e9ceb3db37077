import { formatDate } from "#app/i18n/format.ts";
import { type CredentialExtension, linkedInForm, paths } from "#app/paths.ts";
import { Button } from "#app/ui/form.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import type { IssuedHeldView } from "../held.ts";
import type { Claims } from "../issuing/claims.ts";
import { showCode } from "../issuing/code.ts";
import { StandingTags } from "./standing.tsx";

/** Forms beside the PDF, in the order in which somebody will want them. */
const FORMS = ["zip", "png", "svg", "json", "jwt"] as const satisfies CredentialExtension[];

/** One issued certificate, for its holder: how it stands, its files, and who else sees it. */
export function IssuedHeld({ claims, standing, shared, request, correctable }: IssuedHeldView) {
  const { t, language } = useRequest();
  const date = (iso: string) => formatDate(new Date(iso), language, claims.timeZone);
  return (
    <>
      <p>
        {claims.name}. {t("credentials.mine.issued", { date: date(claims.issuedAt) })}.{" "}
        {claims.awardedAt && t("credentials.mine.awarded", { date: date(claims.awardedAt) })}
      </p>
      <p>
        <StandingTags standing={standing} trial={claims.trial} />
      </p>
      {(standing === "revoked" || standing === "suspended") && (
        <p>{t(`credentials.mine.${standing}`)}</p>
      )}
      <p className="held__actions">
        <a className="govuk-button" href={paths.credentialFile(claims.id, "pdf")}>
          {t("credentials.download")}
        </a>{" "}
        <a href={paths.credential(claims.id)}>{t("credentials.mine.see")}</a>
      </p>
      <OtherForms id={claims.id} />
      <dl className="govuk-summary-list govuk-summary-list--no-border">
        <div className="govuk-summary-list__row">
          <dt className="govuk-summary-list__key">{t("credentials.mine.link")}</dt>
          <dd className="govuk-summary-list__value">
            <a href={paths.credential(claims.id)}>{claims.address}</a>
          </dd>
        </div>
        <div className="govuk-summary-list__row">
          <dt className="govuk-summary-list__key">{t("credentials.fact.code")}</dt>
          <dd className="govuk-summary-list__value">{showCode(claims.code)}</dd>
        </div>
      </dl>
      <Sharing claims={claims} shared={shared} />
      {request && (
        <p>
          {t(request.declined ? "credentials.mine.name-declined" : "credentials.mine.name-asked", {
            name: request.name,
            answer: request.answer,
          })}
        </p>
      )}
      {correctable && (
        <p>
          <a href={paths.correctName(claims.id)}>{t("credentials.mine.correct")}</a>
        </p>
      )}
    </>
  );
}

function OtherForms({ id }: { id: string }) {
  const t = useT();
  return (
    <details>
      <summary>{t("credentials.mine.forms")}</summary>
      <ul className="govuk-list">
        {FORMS.map((form) => (
          <li key={form}>
            <a href={paths.credentialFile(id, form)}>{t(`credentials.form.${form}.name`)}</a>
            <br />
            <span className="govuk-hint">{t(`credentials.form.${form}.what`)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Sharing({ claims, shared }: { claims: Claims; shared: boolean }) {
  const t = useT();
  const state = shared ? "shared" : "private";
  return (
    <form method="post" className="panel">
      <h3 className="govuk-heading-s">{t(`credentials.share.${state}.title`)}</h3>
      <p>{t(`credentials.share.${state}.what`)}</p>
      {shared && (
        <>
          <p>
            <a href={linkedIn(claims)} rel="external noreferrer">
              {t("credentials.mine.linkedin")}
            </a>
          </p>
          <details>
            <summary>{t("credentials.share.embed")}</summary>
            <p>{t("credentials.share.embed-what")}</p>
            <pre className="embed-code">
              <code>{embedCode(claims, t("credentials.share.embed-title"))}</code>
            </pre>
          </details>
        </>
      )}
      <input type="hidden" name="id" value={claims.id} />
      <Button kind="secondary" name="hacer" value={shared ? "dejar" : "compartir"}>
        {t(`credentials.share.${state}.button`)}
      </Button>
    </form>
  );
}

/** LinkedIn's form, with the month that the paper says: of its zone, and of the first award. */
function linkedIn({ id, achievement, issuer, address, timeZone, ...claims }: Claims): string {
  const parts = new Intl.DateTimeFormat("en", { year: "numeric", month: "numeric", timeZone })
    .formatToParts(new Date(claims.awardedAt ?? claims.issuedAt))
    .map(({ type, value }) => [type, value]);
  const { year = "", month = "" } = Object.fromEntries(parts);
  return linkedInForm({
    name: achievement.title,
    organizationName: issuer.name,
    issueYear: year,
    issueMonth: month,
    certUrl: address,
    certId: id,
  });
}

/** What somebody pastes into another site, at the origin where the certificate is verified. */
function embedCode({ id, address }: Claims, title: string): string {
  const source = new URL(paths.credentialCard(id), address).href;
  return `<iframe src="${source}" width="360" height="300" title="${title}"></iframe>`;
}
