import { formatDate, formatNumber } from "#app/i18n/format.ts";
import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, FileField } from "#app/ui/form.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { BulkOutcome, BulkRow } from "./bulk.ts";
import { faultSentence } from "./bulk-faults.ts";
import type { Verdict } from "./verdict.ts";

/** Where anybody sends many certificates at once. */
export function BulkForm({ state }: { state: FormState | null }) {
  const t = useT();
  return (
    <>
      <ErrorSummary state={state} />
      <a className="govuk-back-link" href={paths.verify()}>
        {t("credentials.verify.title")}
      </a>
      <h1 className="govuk-heading-xl">{t("credentials.bulk.title")}</h1>
      <p className="govuk-body-l">{t("credentials.bulk.lead")}</p>
      <form
        method="post"
        action={paths.verifyMany()}
        encType="multipart/form-data"
        className="verify-box"
      >
        <FileField
          name="archivo"
          label={t("credentials.bulk.field")}
          hint={t("credentials.bulk.hint")}
          state={state}
        />
        <Button>{t("credentials.bulk.button")}</Button>
      </form>
      <p className="govuk-body">{t("credentials.bulk.kept")}</p>
    </>
  );
}

export interface BulkPageProps {
  id: string;
  total: number;
  done: number;
  finished: boolean;
  expiresAt: string;
  /** Where the keys are that sign reports. */
  keys: string;
  /** How many have each verdict, of all; `none` = without one. */
  counts: [Verdict | "none", number][];
  /** The first rows. */
  rows: BulkRow[];
}

/** How far it is; the results once it is finished. */
export function BulkPage(props: BulkPageProps) {
  const { t, language, timeZone } = useRequest();
  const { total, done, finished, expiresAt } = props;
  const number = (value: number) => formatNumber(value, language);
  return (
    <>
      <h1 className="govuk-heading-xl">
        {finished
          ? t("credentials.bulk.finished", { count: total })
          : t("credentials.bulk.working", { done: number(done), total: number(total) })}
      </h1>
      {finished ? <Results {...props} /> : <Working {...props} />}
      <p className="govuk-body">
        {t("credentials.bulk.expires", {
          date: formatDate(new Date(expiresAt), language, timeZone),
        })}
      </p>
      <p className="govuk-body no-print">
        <a className="govuk-link" href={paths.verifyMany()}>
          {t("credentials.bulk.again")}
        </a>
      </p>
    </>
  );
}

function Working({ id, total, done }: BulkPageProps) {
  const t = useT();
  return (
    <>
      <p>
        <progress className="bulk-progress" max={total} value={done} aria-hidden="true" />
      </p>
      <p className="govuk-body">{t("credentials.bulk.working-text")}</p>
      <p className="govuk-body">
        <a className="govuk-link" href={paths.bulkVerification(id)}>
          {t("credentials.bulk.refresh")}
        </a>
      </p>
    </>
  );
}

function Results({ id, total, keys, counts, rows }: BulkPageProps) {
  const { t, language } = useRequest();
  return (
    <>
      <section>
        <h2 className="govuk-heading-m">{t("credentials.bulk.summary")}</h2>
        <dl className="govuk-summary-list">
          {counts.map(([verdict, count]) => (
            <div key={verdict} className="govuk-summary-list__row">
              <dt className="govuk-summary-list__key">
                {verdict === "none"
                  ? t("credentials.bulk.not-read")
                  : t(`credentials.verdict.${verdict}`)}
              </dt>
              <dd className="govuk-summary-list__value">{formatNumber(count, language)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <p className="govuk-body no-print">
        <a className="govuk-button" href={paths.bulkCsv(id)}>
          {t("credentials.bulk.csv")}
        </a>
      </p>
      <RowTable rows={rows} />
      {rows.length < total && (
        <p className="govuk-body">
          {t("credentials.bulk.shown", { number: formatNumber(rows.length, language) })}
        </p>
      )}
      <section className="no-print">
        <h2 className="govuk-heading-m">{t("credentials.bulk.report-title")}</h2>
        <p className="govuk-body">{t("credentials.bulk.report-text", { did: keys })}</p>
        <p className="govuk-body">
          <a className="govuk-link" href={paths.bulkReport(id)}>
            {t("credentials.bulk.report")}
          </a>
        </p>
      </section>
    </>
  );
}

function RowTable({ rows }: { rows: readonly BulkRow[] }) {
  const t = useT();
  const columns = ["position", "source", "verdict", "name", "achievement", "issuer"] as const;
  return (
    <table className="govuk-table table-stack bulk-rows">
      <caption>{t("credentials.bulk.rows")}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`credentials.bulk.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.position} {...row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ position, source, outcome }: BulkRow) {
  const t = useT();
  const found = outcome && "verdict" in outcome ? outcome : null;
  const signer = found?.issuer && (found.issuer.name ?? found.issuer.did);
  return (
    <tr>
      <td data-label={t("credentials.bulk.position")}>{position}</td>
      <th scope="row">{source}</th>
      <td data-label={t("credentials.bulk.verdict")}>
        <RowVerdict outcome={outcome} />
      </td>
      <td data-label={t("credentials.bulk.name")}>{found?.name ?? "–"}</td>
      <td data-label={t("credentials.bulk.achievement")}>{found?.title ?? "–"}</td>
      <td data-label={t("credentials.bulk.issuer")}>{signer ?? "–"}</td>
    </tr>
  );
}

function RowVerdict({ outcome }: { outcome: BulkOutcome | null }) {
  const t = useT();
  if (!outcome) return <>{t("credentials.bulk.waiting")}</>;
  if ("fault" in outcome) return <>{t(faultSentence(outcome.fault))}</>;
  const { verdict, trial } = outcome;
  const isBad = verdict === "tampered" || verdict === "revoked";
  const tone = verdict === "valid" ? "good" : isBad ? "bad" : "warning";
  return (
    <>
      <Tag tone={tone}>{t(`credentials.verdict.${verdict}`)}</Tag>{" "}
      {trial && <Tag tone="warning">{t("credentials.issued.trial")}</Tag>}
    </>
  );
}
