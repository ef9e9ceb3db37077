import { formatDate, formatMoment, formatNumber } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { useRequest, useT } from "#app/ui/request.tsx";
import type { OwnVerification } from "./own-verification.ts";
import { VerdictView } from "./verifying/verdict-view.tsx";

/** A certificate of ours: the verdict, each check, what was signed, and its forms. */
export function OwnCertificatePage(own: OwnVerification) {
  const t = useT();
  const isShown = own.shown.claims !== null;
  return (
    <VerdictView shown={own.shown} why={<Why {...own} />}>
      {isShown && <Logged {...own} />}
      {isShown && <Forms {...own} />}
      <p className="govuk-body no-print">
        <a className="govuk-link" href={paths.verify()}>
          {t("credentials.verdict.again")}
        </a>
      </p>
    </VerdictView>
  );
}

/** Since when it does not hold, and why. */
function Why({ shown, revocation, suspendedAt, timeZone }: OwnVerification) {
  const { t, language } = useRequest();
  const date = (iso: string) => formatDate(new Date(iso), language, timeZone);
  if (shown.verdict === "revoked" && revocation) {
    const reason = t(`credentials.reason.${revocation.reason}`);
    return <p>{t("credentials.verdict.revoked-on", { date: date(revocation.at), reason })}</p>;
  }
  if (shown.verdict === "suspended" && suspendedAt) {
    return <p>{t("credentials.verdict.suspended-on", { date: date(suspendedAt) })}</p>;
  }
  if (shown.verdict === "expired" && shown.claims?.expiresAt) {
    return <p>{t("credentials.verdict.expired-on", { date: date(shown.claims.expiresAt) })}</p>;
  }
  return null;
}

function Logged({ id, logged, timeZone }: OwnVerification) {
  const { t, language } = useRequest();
  if (!logged) return <p className="govuk-body">{t("credentials.own.not-logged")}</p>;
  return (
    <p className="govuk-body">
      {t("credentials.own.logged", {
        number: formatNumber(logged.entry + 1, language),
        date: formatMoment(new Date(logged.at), language, timeZone),
      })}{" "}
      <a className="govuk-link" href={paths.logInclusion(id)} rel="nofollow">
        {t("credentials.own.proof")}
      </a>
    </p>
  );
}

/** The files of the same certificate, for people and for programs. */
function Forms({ id }: OwnVerification) {
  const t = useT();
  return (
    <section className="no-print">
      <p>
        <a className="govuk-button" href={paths.credentialFile(id, "pdf")} rel="nofollow">
          {t("credentials.download")}
        </a>
      </p>
      <h2 className="govuk-heading-m">{t("credentials.own.forms")}</h2>
      <p className="govuk-body">{t("credentials.own.forms-what")}</p>
      <ul className="govuk-list govuk-list--bullet">
        {(["json", "jwt", "png", "svg", "zip"] as const).map((extension) => (
          <li key={extension}>
            <a className="govuk-link" href={paths.credentialFile(id, extension)} rel="nofollow">
              {t(`credentials.own.form.${extension}`)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
