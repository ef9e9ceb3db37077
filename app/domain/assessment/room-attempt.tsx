import type { FormState } from "#app/i18n/problem.ts";
import type { Key } from "#app/i18n/translate.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, TextField } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useT } from "#app/ui/request.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { AttemptEvent } from "./attempt-event.ts";
import { AttemptHistory } from "./attempt-history.tsx";
import { type RoomAttempt, roomState } from "./room.ts";
import { STATE_TONES, TimeOf } from "./room.tsx";

export const ROOM_NOTICES = {
  minutos: "assessment.room.notice.minutes",
  abierto: "assessment.room.notice.reopened",
  contadas: "assessment.room.notice.counted",
} as const satisfies Record<string, Key>;

interface RoomAttemptProps {
  page: {
    courseSlug: string;
    courseTitle: string;
    now: string;
    attempt: RoomAttempt;
    isOwn: boolean;
    whilePaused: number;
    events: AttemptEvent[];
  };
  state?: FormState | null;
  notice: Key | null;
}

/** One attempt of the room: where it stands, what can be done about it, and what was. */
export function RoomAttemptPage({ page, state, notice }: RoomAttemptProps) {
  const t = useT();
  const { attempt, courseSlug, courseTitle, now, isOwn, events } = page;
  const standing = roomState(attempt, new Date(now));
  return (
    <>
      <ErrorSummary
        state={state}
        labels={{
          minutes: t("assessment.room.field.minutes"),
          reason: t("assessment.room.field.reason"),
          reasonLate: t("assessment.room.field.reason"),
        }}
      />
      {notice && <Notice title={t(notice)} kind="success" announce />}
      <a className="govuk-back-link" href={paths.examRoom(courseSlug)}>
        {t("assessment.room.title", { course: courseTitle })}
      </a>
      <h1 className="govuk-heading-l">
        {t("assessment.room.one", { name: attempt.fullName, number: attempt.number })}
      </h1>
      <p className="govuk-body">
        <Tag tone={STATE_TONES[standing]}>{t(`assessment.room.state.${standing}`)}</Tag>{" "}
        {attempt.organization && `${attempt.organization} · `}
        {t("assessment.room.answered", { given: attempt.answered, total: attempt.questions })}{" "}
        {attempt.sitting && t("assessment.room.sitting", { title: attempt.sitting })}
      </p>
      <div className="govuk-body">
        <TimeOf attempt={attempt} now={now} />
      </div>
      {page.whilePaused > 0 && (
        <Notice title={t("assessment.room.while-paused", { count: page.whilePaused })} />
      )}
      {isOwn ? (
        <p className="govuk-body">{t("assessment.room.refused.own")}</p>
      ) : (
        <Actions attempt={attempt} state={state} />
      )}
      <AttemptHistory events={events} title={t("assessment.room.history")} />
    </>
  );
}

function Actions({ attempt, state }: { attempt: RoomAttempt; state?: FormState | null }) {
  const t = useT();
  if (attempt.finishedAt === null) {
    if (attempt.closesAt === null) {
      return <p className="govuk-body">{t("assessment.room.refused.no-clock")}</p>;
    }
    return <GiveForm act="minutes" state={state} />;
  }
  if (attempt.passed) return <p className="govuk-body">{t("assessment.room.refused.passed")}</p>;
  return (
    <>
      <GiveForm act="reopen" state={state} />
      {attempt.late > 0 && attempt.finishedBy === "deadline" && (
        <form method="post" noValidate>
          <h2 className="govuk-heading-m">{t("assessment.room.count.title")}</h2>
          <p className="govuk-body">{t("assessment.room.count.what", { count: attempt.late })}</p>
          <TextField
            name="reasonLate"
            label={t("assessment.room.field.reason")}
            hint={t("assessment.room.field.reason-hint")}
            state={state}
            maxLength={300}
          />
          <Button kind="secondary" name="hacer" value="contar">
            {t("assessment.room.count.button")}
          </Button>
        </form>
      )}
    </>
  );
}

/** To give minutes to an attempt that is open, or to open it again for some. */
function GiveForm({ act, state }: { act: "minutes" | "reopen"; state?: FormState | null }) {
  const t = useT();
  return (
    <form method="post" noValidate>
      <h2 className="govuk-heading-m">{t(`assessment.room.${act}.title`)}</h2>
      <p className="govuk-body">{t(`assessment.room.${act}.what`)}</p>
      <TextField
        name="minutes"
        label={t("assessment.room.field.minutes")}
        inputMode="numeric"
        width={4}
        maxLength={3}
        state={state}
      />
      <TextField
        name="reason"
        label={t("assessment.room.field.reason")}
        hint={t("assessment.room.field.reason-hint")}
        state={state}
        maxLength={300}
      />
      <Button name="hacer" value={act === "minutes" ? "minutos" : "reabrir"}>
        {t(`assessment.room.${act}.button`)}
      </Button>
    </form>
  );
}
