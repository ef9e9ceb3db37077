import { formatDecimal, formatNumber, formatShare } from "#app/i18n/format.ts";
import { Notice } from "#app/ui/notice.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { LEAST_JUDGES, type PanelOutcome } from "../panel.ts";
import { Row } from "./exam-numbers.tsx";

/** Says so where a panel is smaller than it should be. */
export function FewJudges({ judges }: { judges: number }) {
  const t = useT();
  if (judges >= LEAST_JUDGES) return null;
  return (
    <Notice title={t("psychometrics.panel.few", { least: LEAST_JUDGES })} kind="warning">
      <p>{t("psychometrics.panel.few-text", { count: judges })}</p>
    </Notice>
  );
}

/** The panel's cut beside the exam's pass mark. */
export function OutcomeNumbers({ outcome, passMark }: { outcome: PanelOutcome; passMark: number }) {
  const { t, language } = useRequest();
  const share = (value: number) => formatShare(value, language);
  const { cut, points, se, cuts, judges } = outcome;
  return (
    <dl className="govuk-summary-list">
      <Row name={t("psychometrics.panel.cut")}>
        <strong>
          {t("psychometrics.panel.cut-value", {
            share: share(cut),
            points: formatDecimal(cut * points, language, 1),
            of: formatNumber(points, language),
          })}
        </strong>
      </Row>
      <Row name={t("psychometrics.panel.se")}>
        {se === null ? t("psychometrics.panel.se-none") : `± ${share(se)}`}
      </Row>
      <Row name={t("psychometrics.panel.range")}>
        {t("psychometrics.panel.range-value", {
          least: share(cuts[0] ?? 0),
          most: share(cuts.at(-1) ?? 0),
        })}
      </Row>
      <Row name={t("psychometrics.panel.counted")} note={t("psychometrics.panel.counted-note")}>
        {formatNumber(judges, language)}
      </Row>
      <Row name={t("psychometrics.panel.pass-mark")} note={t("psychometrics.panel.pass-mark-note")}>
        {share(passMark)}
      </Row>
    </dl>
  );
}

export interface OutcomeTableProps {
  outcome: PanelOutcome;
  items: readonly { position: number; itemId: string; label: string }[];
}

/** What the judges said of each item, and how far apart they were. */
export function OutcomeTable({ outcome, items }: OutcomeTableProps) {
  const { t, language } = useRequest();
  return (
    <section>
      <h2 className="govuk-heading-l">{t("psychometrics.panel.items")}</h2>
      <table className="govuk-table table-stack">
        <caption className="govuk-visually-hidden">{t("psychometrics.panel.items")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("psychometrics.panel.item")}</th>
            {(["mean", "sd", "spread"] as const).map((column) => (
              <th key={column} scope="col" className="numeric">
                {t(`psychometrics.panel.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {outcome.items.map(({ position, mean, sd, least, most }) => (
            <tr key={position}>
              <th scope="row">
                {items[position - 1]?.itemId}
                <span className="item-table__label">{items[position - 1]?.label}</span>
              </th>
              <td className="numeric" data-label={t("psychometrics.panel.mean")}>
                {formatDecimal(mean, language, 0)} %
              </td>
              <td className="numeric" data-label={t("psychometrics.panel.sd")}>
                {formatDecimal(sd, language, 0)}
              </td>
              <td className="numeric" data-label={t("psychometrics.panel.spread")}>
                {least}–{most}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
