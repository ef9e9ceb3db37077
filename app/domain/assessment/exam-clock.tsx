import { formatTime } from "#app/i18n/format.ts";
import { useRequest } from "#app/ui/request.tsx";

/**
 * When the exam ends. The script counts the time left beside it, from the
 * server's clock as it was when the page was made (`data-now`), whatever the
 * device's says; at the end it asks for the page again, since minutes may have been given.
 */
export function ExamClock({ now, closesAt }: { now: string; closesAt: string }) {
  const { t, language, timeZone } = useRequest();
  return (
    <p
      className="exam-clock"
      data-closes-at={closesAt}
      data-now={now}
      data-left={t("assessment.exam.left", { time: "{time}" })}
      data-soon={t("assessment.exam.left-soon", { count: "{count}" })}
      data-over={t("assessment.exam.time-over")}
    >
      <span>
        {t("assessment.exam.ends", { time: formatTime(new Date(closesAt), language, timeZone) })}
      </span>
      <span data-left-text aria-hidden="true" />
      <span data-left-spoken role="status" className="govuk-visually-hidden" />
    </p>
  );
}
