import { formatDecimal, formatNumber, formatShare, formatShortDate } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { Notice } from "#app/ui/notice.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { LEAST_RESPONSES, type NoEstimate } from "./calibration.ts";
import { OptionChart, OptionTable } from "./charts/option-chart.tsx";
import type { ItemSource } from "./item-source.ts";
import type { KeptItem } from "./kept-statistics.ts";
import { Row } from "./parts/exam-numbers.tsx";
import { FlagList } from "./parts/flag-list.tsx";
import { Correlation } from "./parts/numbers.tsx";
import { Source } from "./parts/source.tsx";

export interface ItemReportProps {
  course: { slug: string; title: string };
  item: KeptItem;
  source: ItemSource;
  versions: readonly KeptItem[];
  demonstration: boolean;
}

/** An item beside what it does. */
export function ItemReportPage({ course, item, source, versions, demonstration }: ItemReportProps) {
  const t = useT();
  return (
    <>
      <p className="govuk-body no-print">
        <a href={paths.examReport(course.slug)}>
          {t("psychometrics.item.back", { course: course.title })}
        </a>
      </p>
      <h1 className="govuk-heading-xl">{t("psychometrics.item.title", { item: item.itemId })}</h1>
      {demonstration && (
        <Notice title={t("psychometrics.exam.demonstration")} kind="warning">
          <p>{t("psychometrics.exam.demonstration-text")}</p>
        </Notice>
      )}
      <FlagList flags={item.flags} options={item.options} />
      <section>
        <h2 className="govuk-heading-l">{t("psychometrics.item.source")}</h2>
        <Source source={source} />
      </section>
      <Numbers item={item} />
      <section>
        <h2 className="govuk-heading-l">{t("psychometrics.item.options")}</h2>
        {item.options ? (
          <>
            <p className="govuk-body">{t("psychometrics.item.options-how")}</p>
            <OptionChart options={item.options} />
            <OptionTable options={item.options} />
            <p className="govuk-body no-print">
              <a href={paths.itemReportCsv(course.slug, item.itemId, item.hash)}>
                {t("psychometrics.item.csv")}
              </a>
            </p>
          </>
        ) : (
          <p className="govuk-body">{t("psychometrics.item.no-options")}</p>
        )}
      </section>
      <Versions course={course.slug} shown={item.hash} versions={versions} />
    </>
  );
}

function Numbers({ item }: { item: KeptItem }) {
  const { t, language } = useRequest();
  const decimal = (value: number) => formatDecimal(value, language, 2);
  const none = (reason: NoEstimate, least: number) =>
    t(`psychometrics.item.no-estimate.${reason}`, { least });
  const { n, p, r, exposure, seconds, timed, rasch, twoParameter } = item;
  return (
    <section>
      <h2 className="govuk-heading-l">{t("psychometrics.item.numbers")}</h2>
      <dl className="govuk-summary-list">
        <Row name={t("psychometrics.item.n")}>{formatNumber(n, language)}</Row>
        <Row name={t("psychometrics.column.aciertos")}>
          {n === 0 ? "—" : formatShare(p, language)}
        </Row>
        <Row name={t("psychometrics.column.discriminacion")}>
          <Correlation value={r} />
        </Row>
        <Row name={t("psychometrics.item.exposure")}>{formatShare(exposure, language)}</Row>
        <Row
          name={t("psychometrics.item.seconds")}
          note={seconds === null ? undefined : t("psychometrics.item.seconds-note")}
        >
          {seconds === null
            ? t("psychometrics.item.unknown")
            : t("psychometrics.item.seconds-value", {
                seconds: formatDecimal(seconds, language, 0),
                count: timed,
              })}
        </Row>
        <Row
          name={t("psychometrics.item.difficulty")}
          note={rasch.ok ? t("psychometrics.item.difficulty-note") : undefined}
        >
          {rasch.ok
            ? t("psychometrics.item.difficulty-value", {
                value: decimal(rasch.value.difficulty),
                se: decimal(rasch.value.se),
              })
            : none(rasch.reason, LEAST_RESPONSES.rasch)}
        </Row>
      </dl>
      <details>
        <summary>{t("psychometrics.item.research")}</summary>
        <p className="govuk-body">
          {twoParameter.ok
            ? t("psychometrics.item.research-value", {
                a: decimal(twoParameter.value.a),
                b: decimal(twoParameter.value.b),
                d: decimal(twoParameter.value.d),
              })
            : none(twoParameter.reason, LEAST_RESPONSES.twoParameter)}
        </p>
        <p className="govuk-hint">{t("psychometrics.item.research-note")}</p>
      </details>
    </section>
  );
}

interface VersionsProps {
  course: string;
  shown: string;
  versions: readonly KeptItem[];
}

function Versions({ course, shown, versions }: VersionsProps) {
  const { t, language, timeZone } = useRequest();
  return (
    <section>
      <h2 className="govuk-heading-l">{t("psychometrics.item.versions")}</h2>
      <table className="govuk-table table-stack">
        <caption className="govuk-visually-hidden">{t("psychometrics.item.versions")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("psychometrics.item.version")}</th>
            {(["personas", "aciertos", "discriminacion"] as const).map((column) => (
              <th key={column} scope="col" className="numeric">
                {t(`psychometrics.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {versions.map(({ hash, itemId, since, current, n, p, r }) => (
            <tr key={hash}>
              <th scope="row">
                <a
                  href={paths.itemReport(course, itemId, hash)}
                  aria-current={hash === shown ? "true" : undefined}
                >
                  {t("psychometrics.item.since", {
                    date: formatShortDate(new Date(since), language, timeZone),
                  })}
                </a>
                <span className="item-table__label">
                  {t(current ? "psychometrics.item.current" : "psychometrics.item.former")}
                </span>
              </th>
              <td className="numeric" data-label={t("psychometrics.column.personas")}>
                {formatNumber(n, language)}
              </td>
              <td className="numeric" data-label={t("psychometrics.column.aciertos")}>
                {n === 0 ? "—" : formatShare(p, language)}
              </td>
              <td className="numeric" data-label={t("psychometrics.column.discriminacion")}>
                <Correlation value={r} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
