import { formatMoment, formatShare } from "#app/i18n/format.ts";
import { useRequest } from "#app/ui/request.tsx";
import type { AttemptEvent } from "./attempt-event.ts";

/** What was done to an attempt, when, by whom and why, the first to happen first. */
export function AttemptHistory({ events, title }: { events: AttemptEvent[]; title: string }) {
  const { t, language, timeZone } = useRequest();
  if (events.length === 0) return null;
  return (
    <section aria-labelledby="historia">
      <h2 className="govuk-heading-m" id="historia">
        {title}
      </h2>
      <ul className="govuk-list govuk-list--bullet govuk-list--spaced">
        {events.map((event) => (
          <li key={`${event.at} ${event.kind}`}>
            {formatMoment(new Date(event.at), language, timeZone)}.{" "}
            {t(`assessment.room.event.${event.kind}`, {
              name: event.by,
              minutes: asMinutes(event.seconds ?? 0),
              count: event.answers ?? 0,
            })}{" "}
            {event.reason && t("assessment.room.event.reason", { reason: event.reason })}{" "}
            {event.before?.score != null &&
              t("assessment.room.event.before", {
                score: formatShare(event.before.score, language),
              })}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** 600 as "10", 615 as "10:15". */
function asMinutes(seconds: number): string {
  const rest = seconds % 60;
  const minutes = String(Math.floor(seconds / 60));
  return rest === 0 ? minutes : `${minutes}:${String(rest).padStart(2, "0")}`;
}
