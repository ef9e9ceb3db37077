import { formatDate } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import type { Waiting, WaitingName, WaitingRevocation } from "./holding/waiting.ts";
import type { IssuedNotice } from "./issued.ts";

export interface WaitingPageProps extends Waiting {
  /** What has just been done, to be said. */
  notice: IssuedNotice | null;
}

/** What another person has to decide: revocations beyond those of one person, and names. */
export function WaitingPage({ revocations, names, notice }: WaitingPageProps) {
  const t = useT();
  return (
    <>
      {notice && <Notice title={t(`credentials.said.${notice}`)} kind="success" announce />}
      <a className="govuk-back-link" href={paths.management()}>
        {t("people.management.title")}
      </a>
      <h1 className="govuk-heading-l">{t("credentials.waiting.title")}</h1>
      <h2 className="govuk-heading-m">{t("credentials.waiting.revocations")}</h2>
      <p className="govuk-body">{t("credentials.waiting.why")}</p>
      {revocations.length === 0 && <p className="govuk-hint">{t("credentials.waiting.none")}</p>}
      <ul className="held">
        {revocations.map((request) => (
          <Revocation key={request.id} {...request} />
        ))}
      </ul>
      <h2 className="govuk-heading-m">{t("credentials.waiting.names")}</h2>
      {names.length === 0 && <p className="govuk-hint">{t("credentials.waiting.none")}</p>}
      <ul className="held">
        {names.map((request) => (
          <Name key={request.credential} {...request} />
        ))}
      </ul>
    </>
  );
}

function Revocation({ id, credential, name, title, reason, note, by, at, own }: WaitingRevocation) {
  const { t, language, timeZone } = useRequest();
  const date = formatDate(new Date(at), language, timeZone);
  return (
    <li className="card">
      <h3 className="card__title">
        <a href={paths.issuedCredential(credential)}>{name}</a>
      </h3>
      <p>{title}</p>
      <p>{t("credentials.revoke.asked-by", { name: by, date })}</p>
      <p>{t("credentials.revoke.said", { reason: t(`credentials.reason.${reason}`) })}</p>
      <blockquote className="govuk-inset-text">{note}</blockquote>
      {own ? (
        <p className="govuk-hint">{t("credentials.waiting.own")}</p>
      ) : (
        <form method="post" className="held__actions">
          <input type="hidden" name="id" value={id} />
          <Button kind="warning" name="hacer" value="aprobar">
            {t("credentials.waiting.approve")}
          </Button>
          <Button kind="secondary" name="hacer" value="rechazar">
            {t("credentials.waiting.decline")}
          </Button>
        </form>
      )}
    </li>
  );
}

function Name({ credential, printed, asked, title, at }: WaitingName) {
  const { t, language, timeZone } = useRequest();
  return (
    <li className="card">
      <h3 className="card__title">
        <a href={paths.reissueCredential(credential)}>
          {t("credentials.waiting.name", { printed, asked })}
        </a>
      </h3>
      <p>{title}</p>
      <p>{formatDate(new Date(at), language, timeZone)}</p>
    </li>
  );
}
