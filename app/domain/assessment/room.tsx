import { formatTime } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { useRequest, useT } from "#app/ui/request.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { idleMinutes, minutesLeft, type RoomAttempt, type RoomPage, roomState } from "./room.ts";

export const STATE_TONES = {
  answering: "good",
  stopped: "warning",
  paused: "neutral",
  closing: "warning",
  "handed-in": "neutral",
  closed: "neutral",
} as const;

interface RoomProps {
  page: RoomPage;
  /** Seconds after which the page comes again by itself; null = it does not. */
  every: number | null;
}

/** Who is in the exam, who has stopped, and who has ended. */
export function Room({ page, every }: RoomProps) {
  const { t, language, timeZone } = useRequest();
  const room = paths.examRoom(page.courseSlug);
  const now = new Date(page.now);
  const isIn = ({ finishedAt }: RoomAttempt) => finishedAt === null;
  return (
    <>
      <a className="govuk-back-link" href={paths.proctoredExams()}>
        {t("assessment.sittings.exams")}
      </a>
      <h1 className="govuk-heading-l">
        {t("assessment.room.title", { course: page.courseTitle })}
      </h1>
      <p className="govuk-body">
        {t("assessment.room.at", { time: formatTime(now, language, timeZone) })}{" "}
        {every === null ? (
          <a className="govuk-link" href={`${room}?cada=30`}>
            {t("assessment.room.by-itself")}
          </a>
        ) : (
          <a className="govuk-link" href={room}>
            {t("assessment.room.not-by-itself", { count: every })}
          </a>
        )}
        {" · "}
        <a className="govuk-link" href={paths.examSittings(page.courseSlug)}>
          {t("assessment.sittings.to-sittings")}
        </a>
      </p>
      <Attempts
        title={t("assessment.room.in")}
        none={t("assessment.room.nobody-in")}
        attempts={page.attempts.filter(isIn)}
        page={page}
      />
      <Attempts
        title={t("assessment.room.ended")}
        none={t("assessment.room.nobody-ended")}
        attempts={page.attempts.filter((attempt) => !isIn(attempt))}
        page={page}
      />
      {page.more && <p className="govuk-body">{t("assessment.room.more")}</p>}
    </>
  );
}

function Attempts({
  title,
  none,
  attempts,
  page,
}: {
  title: string;
  none: string;
  attempts: RoomAttempt[];
  page: RoomPage;
}) {
  const t = useT();
  if (attempts.length === 0) {
    return (
      <>
        <h2 className="govuk-heading-m">{title}</h2>
        <p className="govuk-body">{none}</p>
      </>
    );
  }
  return (
    <table className="govuk-table table-stack">
      <caption className="govuk-table__caption govuk-table__caption--m">
        {title} ({attempts.length})
      </caption>
      <thead className="govuk-table__head">
        <tr className="govuk-table__row">
          {(["person", "state", "answered", "time"] as const).map((column) => (
            <th key={column} scope="col" className="govuk-table__header">
              {t(`assessment.room.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="govuk-table__body">
        {attempts.map((attempt) => (
          <AttemptRow key={attempt.id} attempt={attempt} page={page} />
        ))}
      </tbody>
    </table>
  );
}

function AttemptRow({ attempt, page }: { attempt: RoomAttempt; page: RoomPage }) {
  const t = useT();
  const state = roomState(attempt, new Date(page.now));
  return (
    <tr className="govuk-table__row">
      <th scope="row" className="govuk-table__header">
        <a className="govuk-link" href={paths.examRoomAttempt(page.courseSlug, attempt.id)}>
          {attempt.fullName}
        </a>
        <div className="govuk-hint">{attempt.organization ?? "—"}</div>
      </th>
      <td className="govuk-table__cell">
        <Tag tone={STATE_TONES[state]}>{t(`assessment.room.state.${state}`)}</Tag>
        {attempt.late > 0 && (
          <div className="govuk-hint">{t("assessment.room.late", { count: attempt.late })}</div>
        )}
      </td>
      <td className="govuk-table__cell">
        {t("assessment.room.answered", { given: attempt.answered, total: attempt.questions })}
        <LastAnswer attempt={attempt} now={page.now} />
      </td>
      <td className="govuk-table__cell">
        <TimeOf attempt={attempt} now={page.now} />
      </td>
    </tr>
  );
}

function LastAnswer({ attempt, now }: { attempt: RoomAttempt; now: string }) {
  const { t, language, timeZone } = useRequest();
  if (attempt.lastAnswerAt === null) {
    return <div className="govuk-hint">{t("assessment.room.no-answer")}</div>;
  }
  const time = formatTime(new Date(attempt.lastAnswerAt), language, timeZone);
  const idle = idleMinutes(attempt, new Date(now));
  return (
    <div className="govuk-hint">
      {t("assessment.room.last", { time })}
      {attempt.finishedAt === null && idle > 0 && ` (${t("assessment.room.ago", { count: idle })})`}
    </div>
  );
}

/** When an attempt ended, or how long it has yet. */
export function TimeOf({ attempt, now }: { attempt: RoomAttempt; now: string }) {
  const { t, language, timeZone } = useRequest();
  const time = (moment: string) => formatTime(new Date(moment), language, timeZone);
  if (attempt.finishedAt !== null) {
    return <>{t("assessment.room.ended-at", { time: time(attempt.finishedAt) })}</>;
  }
  const left = minutesLeft(attempt, new Date(now));
  return (
    <>
      {left === null || attempt.closesAt === null
        ? t("assessment.room.no-limit")
        : t("assessment.room.left", { count: left, time: time(attempt.closesAt) })}
      <div className="govuk-hint">
        {t("assessment.room.started", { time: time(attempt.startedAt) })}
      </div>
    </>
  );
}
