import { formatNumber } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { BankCourse } from "./bank-list.tsx";
import { OUTCOMES } from "./import.ts";
import { DefaultFields } from "./import-form.tsx";
import { type ImportLine, reasonOf } from "./import-lines.ts";
import type { ImportState } from "./import-state.ts";

export interface ImportPageProps {
  state: ImportState;
  course: BankCourse;
  /** The first of its questions, those of which something is told before the others. */
  lines: readonly ImportLine[];
}

/** An import: how far it is, what would come of it, or what came. */
export function ImportPage(props: ImportPageProps) {
  const { t, language } = useRequest();
  const { state, course } = props;
  const { stage, fileName, format, encoding } = state;
  return (
    <>
      <a className="govuk-back-link" href={paths.bankImports(course.slug)}>
        {t("banks.import.title")}
      </a>
      <h1 className="govuk-heading-xl">
        {t(`banks.stage.${stage}`)}: {fileName}
      </h1>
      {format && encoding && stage !== "failed" && (
        <p className="govuk-body">
          {t("banks.import.found", {
            format: t(`banks.format.${format}`),
            encoding,
            total: formatNumber(state.total ?? 0, language),
          })}
        </p>
      )}
      {(stage === "reading" || stage === "taking") && <Working state={state} />}
      {stage === "failed" && state.fault && (
        <Notice title={t(`banks.file-fault.${state.fault}`)} kind="error">
          {state.faultLine !== null && (
            <p>{t("banks.import.at-line", { line: state.faultLine })}</p>
          )}
        </Notice>
      )}
      {(stage === "ready" || stage === "done") && <Outcomes {...props} />}
      {stage === "ready" && <Confirm {...props} />}
      {stage === "done" && (
        <p className="govuk-body">
          <a className="govuk-button" href={paths.bank(course.slug)}>
            {t("banks.import.to-bank")}
          </a>
        </p>
      )}
    </>
  );
}

function Working({ state: { id, stage, done, total, counts } }: { state: ImportState }) {
  const { t, language } = useRequest();
  const most = stage === "reading" ? (total ?? 0) : counts.added + counts.changed;
  const number = (value: number) => formatNumber(value, language);
  return (
    <>
      <p>
        <progress className="bulk-progress" max={most || 1} value={done} aria-hidden="true" />
      </p>
      <p className="govuk-body" role="status">
        {t("banks.import.progress", { done: number(done), total: number(most) })}
      </p>
      <p className="govuk-body">{t("banks.import.working")}</p>
      <p className="govuk-body">
        <a className="govuk-link" href={paths.bankImport(id)}>
          {t("banks.import.refresh")}
        </a>
      </p>
    </>
  );
}

function Outcomes({ state, lines }: ImportPageProps) {
  const { t, language } = useRequest();
  const isDone = state.stage === "done";
  return (
    <>
      <dl className="govuk-summary-list">
        {OUTCOMES.map((outcome) => (
          <div key={outcome} className="govuk-summary-list__row">
            <dt className="govuk-summary-list__key">
              {t(`banks.${isDone ? "outcome" : "would"}.${outcome}`)}
            </dt>
            <dd className="govuk-summary-list__value">
              {formatNumber(state.counts[outcome], language)}
            </dd>
          </div>
        ))}
      </dl>
      {lines.length > 0 && (
        <>
          <h2 className="govuk-heading-m">{t("banks.import.lines")}</h2>
          <p className="govuk-body">
            {lines.length < (state.total ?? 0) && t("banks.import.first", { count: lines.length })}{" "}
            <a href={paths.bankImportCsv(state.id)}>{t("banks.import.csv")}</a>
          </p>
          <Lines lines={lines} />
        </>
      )}
    </>
  );
}

function Lines({ lines }: { lines: readonly ImportLine[] }) {
  const t = useT();
  return (
    <table className="govuk-table table-stack">
      <caption className="govuk-visually-hidden">{t("banks.import.lines")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("banks.import.line")}</th>
          <th scope="col">{t("banks.list.question")}</th>
          <th scope="col">{t("banks.import.outcome")}</th>
          <th scope="col">{t("banks.import.reason")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((each) => (
          <tr key={each.position}>
            <th scope="row">{t("banks.import.at-line", { line: each.line })}</th>
            <td data-label={t("banks.list.question")}>{each.title || "–"}</td>
            <td data-label={t("banks.import.outcome")}>
              <Tag tone={each.outcome === "refused" ? "bad" : "neutral"}>
                {t(`banks.outcome-one.${each.outcome}`)}
              </Tag>
            </td>
            <td data-label={t("banks.import.reason")}>{reasonOf(each, t) || "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Confirm({ state, course }: ImportPageProps) {
  const t = useT();
  const count = state.counts.added + state.counts.changed;
  return (
    <>
      <form method="post">
        {count > 0 ? (
          <Button name="hacer" value="confirmar">
            {t("banks.import.confirm", { count })}
          </Button>
        ) : (
          <p className="govuk-body">{t("banks.import.nothing")}</p>
        )}
      </form>
      <form method="post">
        <h2 className="govuk-heading-m">{t("banks.import.again-title")}</h2>
        <DefaultFields course={course} state={null} defaults={state.defaults} />
        <Button kind="secondary" name="hacer" value="releer">
          {t("banks.import.again")}
        </Button>
      </form>
    </>
  );
}
