import { formatDate, formatMoment } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { Notice } from "#app/ui/notice.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import type { Deed, IssuedDetails } from "../issued.ts";

/** What was done to a certificate that counts now: by whom, when and why. */
export function Deeds({ credential }: { credential: IssuedDetails }) {
  const { revocation, asked, suspensions, successor, predecessor, nameRequest } = credential;
  const [last] = suspensions;
  const t = useT();
  return (
    <>
      {revocation && (
        <Done deed={revocation} said="credentials.revoke.by">
          {revocation.approvedBy && (
            <p>{t("credentials.revoke.approved-by", { name: revocation.approvedBy })}</p>
          )}
          <p>
            {t("credentials.revoke.said", {
              reason: t(`credentials.reason.${revocation.reason}`),
            })}
          </p>
        </Done>
      )}
      {asked && (
        <Done deed={asked} said="credentials.revoke.asked-by">
          <p>
            <a href={paths.waitingCredentials()}>{t("credentials.waiting.see")}</a>
          </p>
        </Done>
      )}
      {last && !last.lifted && <Done deed={last} said="credentials.suspend.by" />}
      {successor && (
        <Done deed={successor} said="credentials.reissue.by">
          <p>
            <a href={paths.issuedCredential(successor.id)}>{t("credentials.reissue.successor")}</a>
          </p>
        </Done>
      )}
      {predecessor && (
        <p className="govuk-body">
          {t("credentials.reissue.follows")}{" "}
          <a href={paths.issuedCredential(predecessor.id)}>
            {t("credentials.reissue.predecessor")}
          </a>
        </p>
      )}
      {nameRequest && (
        <Notice title={t("credentials.reissue.asked", { name: nameRequest.name })}>
          {nameRequest.why && <p>{t("credentials.reissue.why", { why: nameRequest.why })}</p>}
          <p>
            <a href={paths.reissueCredential(credential.id)}>{t("credentials.reissue.decide")}</a>
          </p>
        </Notice>
      )}
    </>
  );
}

interface DoneProps {
  deed: Deed;
  said:
    | "credentials.revoke.by"
    | "credentials.revoke.asked-by"
    | "credentials.suspend.by"
    | "credentials.reissue.by";
  children?: React.ReactNode;
}

function Done({ deed, said, children }: DoneProps) {
  const { t, language, timeZone } = useRequest();
  const date = formatDate(new Date(deed.at), language, timeZone);
  return (
    <Notice kind="warning" title={t(said, { name: deed.by, date })}>
      {children}
      {deed.note && <p>{t("credentials.revoke.noted", { note: deed.note })}</p>}
    </Notice>
  );
}

/** Everything that the record says was done to it, in its order. */
export function Trace({ credential }: { credential: IssuedDetails }) {
  const { t, language, timeZone } = useRequest();
  const { trace, suspensions } = credential;
  const lifted = suspensions.filter((suspension) => suspension.lifted);
  if (trace.length === 0) return null;
  return (
    <section>
      <h2 className="govuk-heading-m">{t("credentials.trace.title")}</h2>
      {lifted.map((suspension) => (
        <p key={suspension.at} className="govuk-body">
          {t("credentials.trace.lifted-suspension", {
            from: formatDate(new Date(suspension.at), language, timeZone),
            to: formatDate(new Date(suspension.lifted?.at ?? suspension.at), language, timeZone),
            note: suspension.note,
            lifted: suspension.lifted?.note ?? "",
          })}
        </p>
      ))}
      <ol className="govuk-list trace">
        {trace.map(({ verb, at, by, what }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the record only grows at its end
          <li key={index}>
            <time dateTime={at}>{formatMoment(new Date(at), language, timeZone)}</time>{" "}
            {t(
              (verb === "requested" || verb === "declined") && what
                ? `credentials.trace.${verb}-${what}`
                : `credentials.trace.${verb}`,
            )}{" "}
            {t("credentials.trace.by", { name: by ?? t("credentials.trace.system") })}
          </li>
        ))}
      </ol>
    </section>
  );
}
