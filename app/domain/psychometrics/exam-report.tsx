import { formatMoment, formatShare } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { DistributionChart, DistributionTable } from "./charts/distribution-chart.tsx";
import { FLAGS, THRESHOLDS } from "./flags.ts";
import { inOrder, type KeptStatistics, ORDERS, type Order } from "./kept-statistics.ts";
import { LEAST_JUDGES } from "./panel.ts";
import { ExamNumbers } from "./parts/exam-numbers.tsx";
import { ItemTable } from "./parts/item-table.tsx";

export interface ExamReportProps {
  course: { slug: string; title: string };
  exam: { title: string; passMark: number };
  computedAt: string | null;
  statistics: KeptStatistics | null;
  panel: { id: string; cut: number; judges: number } | null;
  mayTeach: boolean;
  order: Order;
  /** A calculation has just been asked for. */
  asked: boolean;
}

/** What the questions of an exam do. */
export function ExamReportPage(props: ExamReportProps) {
  const { course, exam, computedAt, statistics, mayTeach, asked } = props;
  const { t, language, timeZone } = useRequest();
  const when = computedAt && formatMoment(new Date(computedAt), language, timeZone);
  return (
    <>
      <h1 className="govuk-heading-xl">
        {t("psychometrics.exam.title", { course: course.title })}
      </h1>
      {asked && (
        <Notice title={t("psychometrics.exam.asked")} announce>
          <p>{t("psychometrics.exam.asked-text")}</p>
        </Notice>
      )}
      {statistics?.demonstration && (
        <Notice title={t("psychometrics.exam.demonstration")} kind="warning">
          <p>{t("psychometrics.exam.demonstration-text")}</p>
        </Notice>
      )}
      <p className="govuk-body">{t("psychometrics.exam.who")}</p>
      <p className="govuk-body">
        {when ? t("psychometrics.exam.computed", { when }) : t("psychometrics.exam.never")}
      </p>
      {mayTeach && (
        <form method="post" className="no-print">
          <Button kind="secondary">{t("psychometrics.exam.again")}</Button>
        </form>
      )}
      {statistics && statistics.exam.n === 0 && (
        <p className="govuk-inset-text">{t("psychometrics.exam.nobody")}</p>
      )}
      {statistics && statistics.exam.n > 0 && (
        <section>
          <h2 className="govuk-heading-l">{t("psychometrics.exam.summary")}</h2>
          <ExamNumbers exam={statistics.exam} passMark={exam.passMark} />
          <h3 className="govuk-heading-m">{t("psychometrics.exam.distribution")}</h3>
          <DistributionChart distribution={statistics.exam.distribution} passMark={exam.passMark} />
          <DistributionTable distribution={statistics.exam.distribution} passMark={exam.passMark} />
        </section>
      )}
      <Panel {...props} />
      {statistics && <Items {...props} statistics={statistics} />}
    </>
  );
}

/** The way to the panels, and what the last one proposes. */
function Panel({ course, panel }: ExamReportProps) {
  const { t, language } = useRequest();
  return (
    <section>
      {panel && (
        <p className="govuk-body">
          <a href={paths.panel(course.slug, panel.id)}>{t("psychometrics.panel.published-cut")}</a>:{" "}
          <strong>{formatShare(panel.cut, language)}</strong>.{" "}
          {t(
            panel.judges < LEAST_JUDGES
              ? "psychometrics.panel.published-few"
              : "psychometrics.panel.published-judges",
            { judges: panel.judges, least: LEAST_JUDGES },
          )}
        </p>
      )}
      <p className="govuk-body no-print">
        <a href={paths.panels(course.slug)}>{t("psychometrics.exam.panels")}</a>
      </p>
    </section>
  );
}

function Items({ course, statistics, order }: ExamReportProps & { statistics: KeptStatistics }) {
  const t = useT();
  const items = inOrder(statistics.items, order);
  const former = items.filter(({ current }) => !current);
  return (
    <section>
      <h2 className="govuk-heading-l">{t("psychometrics.exam.items")}</h2>
      <p className="govuk-body">{t("psychometrics.exam.items-how")}</p>
      <nav className="orders no-print" aria-label={t("psychometrics.exam.order")}>
        <span aria-hidden="true">{t("psychometrics.exam.order")}: </span>
        <ul>
          {ORDERS.map((each) => (
            <li key={each}>
              <a
                href={`${paths.examReport(course.slug)}?orden=${each}`}
                aria-current={each === order ? "true" : undefined}
              >
                {t(`psychometrics.column.${each}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <ItemTable
        course={course.slug}
        caption={t("psychometrics.exam.items")}
        items={items.filter(({ current }) => current)}
      />
      {former.length > 0 && (
        <details>
          <summary>{t("psychometrics.exam.old", { count: former.length })}</summary>
          <ItemTable
            course={course.slug}
            caption={t("psychometrics.exam.old", { count: former.length })}
            items={former}
          />
        </details>
      )}
      <p className="govuk-body no-print">
        <a href={paths.examReportCsv(course.slug)}>{t("psychometrics.exam.csv")}</a>
      </p>
      <Sources />
    </section>
  );
}

/** Each warning's limit and whose rule it is. */
function Sources() {
  const t = useT();
  return (
    <details>
      <summary>{t("psychometrics.exam.sources")}</summary>
      <dl className="flag-sources">
        {FLAGS.map((code) => (
          <div key={code}>
            <dt>
              {t(`psychometrics.flag-name.${code}`)} (
              {t("psychometrics.exam.least", { count: THRESHOLDS[code].least })})
            </dt>
            <dd lang="en">{THRESHOLDS[code].source}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
