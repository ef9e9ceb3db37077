import { formatDate } from "#app/i18n/format.ts";
import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { ErrorSummary } from "#app/ui/form.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import type { PanelOutcome, PanelState } from "./panel.ts";
import { JudgeTable } from "./parts/judge-table.tsx";
import { PanelActions } from "./parts/panel-actions.tsx";
import { FewJudges, OutcomeNumbers, OutcomeTable } from "./parts/panel-outcome.tsx";

export interface PanelPageProps {
  id: string;
  number: number;
  course: { slug: string; title: string };
  exam: { title: string; passMark: number };
  state: PanelState;
  publishedAt: string | null;
  judges: readonly { id: string; name: string; accepted: boolean; rated: [number, number] }[];
  items: readonly { position: number; itemId: string; label: string }[];
  outcome: PanelOutcome | null;
  mayTeach: boolean;
  /** Origin of this installation, for the address that judges are given. */
  origin: string;
  form?: FormState | null;
}

/** A panel for who runs it: how far the judges are, what they come to, and what is next. */
export function PanelPage(props: PanelPageProps) {
  const { course, state, publishedAt, judges, items, outcome, exam, mayTeach, form } = props;
  const { t, language, timeZone } = useRequest();
  const date = publishedAt ? formatDate(new Date(publishedAt), language, timeZone) : "";
  const open = state !== "published";
  return (
    <>
      <ErrorSummary state={form} />
      <p className="govuk-body no-print">
        <a href={paths.panels(course.slug)}>
          {t("psychometrics.panel.back", { course: course.title })}
        </a>
      </p>
      <h1 className="govuk-heading-xl">
        {t("psychometrics.panel.title", { number: props.number, course: course.title })}
      </h1>
      <p className="govuk-body-l">
        <strong>{t(`psychometrics.state.${state}`)}.</strong>{" "}
        {t(`psychometrics.panel.now-${state}`, { date })}
      </p>
      {state !== "round-1" && (
        <section>
          <h2 className="govuk-heading-l">
            {t(open ? "psychometrics.panel.outcome-live" : "psychometrics.panel.outcome")}
          </h2>
          {outcome ? (
            <>
              <FewJudges judges={outcome.judges} />
              <OutcomeNumbers outcome={outcome} passMark={exam.passMark} />
            </>
          ) : (
            <p className="govuk-body">{t("psychometrics.panel.outcome-none")}</p>
          )}
        </section>
      )}
      {state === "round-1" && <FewJudges judges={judges.length} />}
      <section>
        <h2 className="govuk-heading-l">{t("psychometrics.panel.judges")}</h2>
        {open && <JudgeAddress {...props} />}
        <JudgeTable judges={judges} items={items.length} withdraws={open && mayTeach} />
      </section>
      {open && mayTeach && <PanelActions state={state} form={form} />}
      {outcome && <OutcomeTable outcome={outcome} items={items} />}
    </>
  );
}

function JudgeAddress({ id, origin }: PanelPageProps) {
  const t = useT();
  return (
    <p className="govuk-body">
      {t("psychometrics.panel.address")}{" "}
      <a href={paths.judging(id)} className="panel-address">
        {`${origin}${paths.judging(id)}`}
      </a>
    </p>
  );
}
