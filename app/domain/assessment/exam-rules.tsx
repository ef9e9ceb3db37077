import { formatMoment, formatShare } from "#app/i18n/format.ts";
import { useRequest, useT } from "#app/ui/request.tsx";
import type { ExamStartView } from "./exam-start-view.ts";
import { placeOf } from "./time-place.ts";

interface RulesProps {
  view: ExamStartView;
}

/** Every rule of an exam, in plain sentences, as it holds for whoever reads it. */
export function ExamRulesList({ view }: RulesProps) {
  const { t, language } = useRequest();
  return (
    <section aria-labelledby="reglas" className="exam-rules">
      <h2 className="govuk-heading-m" id="reglas">
        {t("assessment.exam.rules.title")}
      </h2>
      <ul className="govuk-list govuk-list--bullet govuk-list--spaced">
        <li>
          {t("assessment.exam.rules.questions", { count: view.questions })}{" "}
          {t(`assessment.exam.rules.${view.layout}`)}
        </li>
        <li>{t("assessment.exam.rules.pass", { share: formatShare(view.passMark, language) })}</li>
        <Sittings view={view} />
        <Time view={view} />
        <Attempts view={view} />
        {view.opensAfterLessons && <li>{t("assessment.exam.rules.lessons")}</li>}
        <li>{t("assessment.exam.rules.saving")}</li>
        <li>{t("assessment.exam.rules.help")}</li>
        {view.humanScored && <li>{t("assessment.exam.rules.marked")}</li>}
        <li>{t("assessment.exam.rules.result")}</li>
      </ul>
    </section>
  );
}

function Sittings({ view }: RulesProps) {
  const { t, language, timeZone } = useRequest();
  const { sittings, onlyInSittings, minutes, extraPercent } = view;
  if (sittings.length === 0) {
    return onlyInSittings && <li>{t("assessment.exam.rules.only-sittings")}</li>;
  }
  const at = (moment: string) => formatMoment(new Date(moment), language, timeZone);
  return (
    <li>
      {t("assessment.exam.rules.sittings", { zone: placeOf(timeZone) })}
      <ul className="govuk-list govuk-list--bullet">
        {sittings.map(({ title, opensAt, closesAt, isOpen, asksCode }) => (
          <li key={`${title} ${opensAt}`}>
            {t("assessment.exam.rules.sitting", {
              title,
              opens: at(opensAt),
              closes: at(closesAt),
            })}{" "}
            {isOpen && <strong>{t("assessment.exam.rules.sitting-open")}</strong>}{" "}
            {asksCode && t("assessment.exam.rules.sitting-code")}
          </li>
        ))}
      </ul>
      {t(
        `assessment.exam.rules.sitting-${minutes === null ? "until" : "end"}${extraPercent > 0 ? "-extra" : ""}`,
      )}
    </li>
  );
}

function Time({ view }: RulesProps) {
  const { t, language } = useRequest();
  const { minutes, extraPercent, pauseMinutes, sittings } = view;
  if (minutes === null && sittings.length === 0) {
    return <li>{t("assessment.exam.rules.no-limit")}</li>;
  }
  return (
    <>
      {minutes !== null && (
        <li>
          {t("assessment.exam.rules.minutes", { count: minutes })}{" "}
          {extraPercent > 0 &&
            t("assessment.exam.rules.extra", {
              percent: formatShare(extraPercent / 100, language),
            })}
        </li>
      )}
      <li>{t("assessment.exam.rules.deadline")}</li>
      <li>
        {pauseMinutes > 0
          ? t("assessment.exam.rules.pause", { count: pauseMinutes })
          : t("assessment.exam.rules.no-pause")}
      </li>
    </>
  );
}

function Attempts({ view }: RulesProps) {
  const t = useT();
  const used = view.past.length;
  return (
    <li>
      {t("assessment.exam.rules.attempts", { count: view.attempts })}{" "}
      {used > 0 && t("assessment.exam.rules.used", { count: used })}{" "}
      {view.attempts > 1 &&
        (view.waitHours > 0
          ? t("assessment.exam.rules.wait", { count: view.waitHours })
          : t("assessment.exam.rules.no-wait"))}
    </li>
  );
}
