import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, TextField } from "#app/ui/form.tsx";
import { useT } from "#app/ui/request.tsx";

export interface MergeCandidate {
  fullName: string;
  username: string;
  email: string | null;
  organization: string | null;
}

/** First the two accounts, then both side by side with the reason. */
export function MergePage({
  from,
  into,
  pair,
  state,
}: {
  from: string;
  into: string;
  pair: readonly [MergeCandidate, MergeCandidate] | null;
  state?: FormState | null;
}) {
  const t = useT();
  return (
    <>
      <ErrorSummary state={state} />
      <h1 className="govuk-heading-l">{t("people.management.merge.title")}</h1>
      <p className="govuk-body">{t("people.merge.what")}</p>
      {pair ? (
        <form method="post" noValidate>
          <table className="govuk-table table-stack">
            <caption className="govuk-table__caption">{t("people.merge.compare")}</caption>
            <thead className="govuk-table__head">
              <tr className="govuk-table__row">
                <td className="govuk-table__cell" />
                <th scope="col" className="govuk-table__header">
                  {t("people.merge.goes")}
                </th>
                <th scope="col" className="govuk-table__header">
                  {t("people.merge.stays")}
                </th>
              </tr>
            </thead>
            <tbody className="govuk-table__body">
              {(["fullName", "username", "email", "organization"] as const).map((field) => (
                <tr key={field} className="govuk-table__row">
                  <th scope="row" className="govuk-table__header">
                    {t(`people.merge.${field}`)}
                  </th>
                  {pair.map((one, index) => (
                    <td
                      key={one.username}
                      className="govuk-table__cell"
                      data-label={t(index === 0 ? "people.merge.goes" : "people.merge.stays")}
                    >
                      {one[field] ?? "—"}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <input type="hidden" name="de" value={from} />
          <input type="hidden" name="a" value={into} />
          <TextField
            name="reason"
            label={t("people.person.reason")}
            hint={t("people.merge.reason-hint")}
            state={state}
          />
          <p className="govuk-body">{t("people.merge.no-way-back")}</p>
          <div className="govuk-button-group">
            <Button kind="warning">{t("people.merge.submit")}</Button>
            <a className="govuk-link" href={paths.mergePeople()}>
              {t("people.merge.others")}
            </a>
          </div>
        </form>
      ) : (
        <form method="get" noValidate>
          <TextField
            name="de"
            label={t("people.merge.from")}
            hint={t("people.merge.username-hint")}
            state={state}
            value={from}
            spellCheck={false}
          />
          <TextField
            name="a"
            label={t("people.merge.into")}
            state={state}
            value={into}
            spellCheck={false}
          />
          <Button kind="secondary">{t("people.merge.show")}</Button>
        </form>
      )}
    </>
  );
}
