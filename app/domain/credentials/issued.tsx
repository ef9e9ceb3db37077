import { formatDate, formatShortDate } from "#app/i18n/format.ts";
import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ChoiceField, ErrorSummary, TextArea, TextField } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { showCode } from "./code.ts";
import type { IssuedListProps, IssuedView } from "./issued.ts";
import { REVOCATION_REASONS, type RevocationReason } from "./verification.ts";
import { ClaimList } from "./verification.tsx";

/** The certificates that were issued, to search. */
export function IssuedList({ search, page, found, more }: IssuedListProps) {
  const t = useT();
  const pageHref = (number: number) =>
    `${paths.issuedCredentials()}?${new URLSearchParams({ texto: search, pagina: String(number) })}`;
  return (
    <>
      <h1 className="govuk-heading-l">{t("credentials.issued.title")}</h1>
      <form method="get" className="search-row">
        <TextField
          name="texto"
          type="search"
          label={t("credentials.issued.search")}
          value={search}
          spellCheck={false}
        />
        <Button kind="secondary">{t("credentials.issued.button")}</Button>
      </form>
      {found.length === 0 ? (
        <p className="govuk-body">{t("credentials.issued.none")}</p>
      ) : (
        <IssuedTable found={found} />
      )}
      <p className="govuk-pagination">
        {page > 1 && <a href={pageHref(page - 1)}>{t("credentials.issued.previous")}</a>}
        {more && <a href={pageHref(page + 1)}>{t("credentials.issued.next")}</a>}
      </p>
    </>
  );
}

function IssuedTable({ found }: { found: IssuedView[] }) {
  const { t, language } = useRequest();
  const columns = ["name", "achievement", "municipality", "date", "state"] as const;
  return (
    <table className="govuk-table table-stack">
      <caption>{t("credentials.issued.caption")}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`credentials.issued.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {found.map(({ id, claims, verdict }) => (
          <tr key={id}>
            <th scope="row">
              <a href={paths.issuedCredential(id)}>{claims.name}</a>
            </th>
            <td data-label={t("credentials.issued.achievement")}>{claims.achievement.title}</td>
            <td data-label={t("credentials.issued.municipality")}>
              {claims.organization?.municipality}
            </td>
            <td className="date" data-label={t("credentials.issued.date")}>
              {formatShortDate(new Date(claims.issuedAt), language, claims.timeZone)}
            </td>
            <td data-label={t("credentials.issued.state")}>
              <State claims={claims} verdict={verdict} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function State({ claims, verdict }: Pick<IssuedView, "claims" | "verdict">) {
  const t = useT();
  return (
    <>
      <Tag tone={verdict === "valid" ? "good" : "bad"}>{t(`credentials.issued.${verdict}`)}</Tag>
      {claims.trial && <Tag tone="warning">{t("credentials.issued.trial")}</Tag>}
    </>
  );
}

export interface IssuedPageProps {
  credential: IssuedView;
  canRevoke: boolean;
  justRevoked: boolean;
  state?: FormState | null;
}

/** One certificate, and the way to revoke it. */
export function IssuedPage({ credential, canRevoke, justRevoked, state }: IssuedPageProps) {
  const { t, language, timeZone } = useRequest();
  const { claims, verdict, revocation } = credential;
  return (
    <>
      <ErrorSummary state={state} />
      {justRevoked && <Notice title={t("credentials.revoke.done")} kind="success" announce />}
      <a className="govuk-back-link" href={paths.issuedCredentials()}>
        {t("credentials.issued.title")}
      </a>
      <h1 className="govuk-heading-l">{claims.name}</h1>
      <p>
        <State claims={claims} verdict={verdict} />
      </p>
      <p className="no-print">
        <a href={paths.credential(claims.id)}>{t("credentials.issued.see")}</a>
      </p>
      {revocation && (
        <Notice
          kind="warning"
          title={t("credentials.revoke.by", {
            name: revocation.by,
            date: formatDate(new Date(revocation.at), language, timeZone),
          })}
        >
          <p>
            {t("credentials.revoke.said", {
              reason: t(`credentials.reason.${revocation.reason}`),
            })}
          </p>
          <p>{t("credentials.revoke.noted", { note: revocation.note })}</p>
        </Notice>
      )}
      <ClaimList claims={claims} />
      {canRevoke && !revocation && <RevokeForm state={state} />}
    </>
  );
}

function RevokeForm({ state }: { state?: FormState | null }) {
  const t = useT();
  return (
    <form method="post" className="panel">
      <h2 className="govuk-heading-m">{t("credentials.revoke.heading")}</h2>
      <p>{t("credentials.revoke.warning")}</p>
      <ChoiceField
        name="reason"
        label={t("credentials.revoke.reason")}
        state={state}
        options={REVOCATION_REASONS.map((reason) => ({
          value: reason,
          label: t(`credentials.revoke.option.${reason}`),
        }))}
      />
      <TextArea
        name="note"
        label={t("credentials.revoke.note")}
        hint={t("credentials.revoke.note-hint")}
        state={state}
        maxLength={2000}
      />
      <Button kind="secondary">{t("credentials.revoke.button")}</Button>
    </form>
  );
}

export interface RevokeConfirmationProps {
  credential: IssuedView;
  reason: RevocationReason;
  note: string;
}

/** Asked before revoking, since it cannot be undone. */
export function RevokeConfirmation({ credential, reason, note }: RevokeConfirmationProps) {
  const t = useT();
  const { id, claims } = credential;
  return (
    <>
      <h1 className="govuk-heading-l">
        {t("credentials.revoke.confirm-title", { name: claims.name })}
      </h1>
      <p className="govuk-body">
        {t("credentials.revoke.confirm-text", {
          title: claims.achievement.title,
          code: showCode(claims.code),
          reason: t(`credentials.reason.${reason}`),
        })}
      </p>
      <blockquote className="govuk-inset-text">{note}</blockquote>
      <p className="govuk-body">{t("credentials.revoke.warning")}</p>
      <form method="post">
        <input type="hidden" name="reason" value={reason} />
        <input type="hidden" name="note" value={note} />
        <Button kind="warning" name="confirmed" value="yes">
          {t("credentials.revoke.confirm-button")}
        </Button>
      </form>
      <p>
        <a href={paths.issuedCredential(id)}>{t("credentials.revoke.back")}</a>
      </p>
    </>
  );
}
