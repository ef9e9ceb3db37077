import { formatTime } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/form.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import type { AttemptPage } from "./attempt-page.ts";
import { ExamClock } from "./exam-clock.tsx";
import { pauseEnds } from "./pause.ts";

interface PauseProps {
  courseSlug: string;
  page: AttemptPage;
}

/** The way to stop the clock, where it may be. */
export function PauseLink({ courseSlug, page }: PauseProps) {
  const t = useT();
  if (page.closesAt === null || page.pauseLeft <= 0) return null;
  return (
    <p className="govuk-body">
      <a className="govuk-link" href={paths.examPause(courseSlug)}>
        {t("assessment.pause.link")}
      </a>
    </p>
  );
}

/** The clock stopped, or the question whether to stop it. No question of the exam is on it. */
export function ExamPause(props: PauseProps) {
  const { courseSlug, page } = props;
  const t = useT();
  return (
    <>
      <span className="govuk-caption-l">
        {t("assessment.exam.of", { course: page.courseTitle })}
      </span>
      <h1 className="govuk-heading-l">
        {t(page.pausedAt ? "assessment.pause.paused" : "assessment.pause.title")}
      </h1>
      <form
        method="post"
        action={page.pausedAt ? paths.examResume(courseSlug) : paths.examPause(courseSlug)}
        data-once
      >
        <input type="hidden" name="attempt" value={page.id} />
        {page.pausedAt ? <Stopped {...props} /> : <Running {...props} />}
      </form>
    </>
  );
}

function Stopped({ page }: PauseProps) {
  const { t, language, timeZone } = useRequest();
  const time = (moment: Date) => formatTime(moment, language, timeZone);
  const until = pauseEnds({
    closesAt: null,
    pausedAt: page.pausedAt === null ? null : new Date(page.pausedAt),
    pauseLeft: page.pauseLeft,
  });
  if (!until || !page.closesAt) return null;
  const isOver = until <= new Date(page.now);
  return (
    <>
      <p className="govuk-body">
        {t(isOver ? "assessment.pause.over" : "assessment.pause.until", { time: time(until) })}
      </p>
      <p className="govuk-body">
        {t("assessment.pause.closes", { time: time(new Date(page.closesAt)) })}
      </p>
      <p className="govuk-body">{t("assessment.pause.hidden")}</p>
      <Button>{t("assessment.pause.resume")}</Button>
    </>
  );
}

function Running({ courseSlug, page }: PauseProps) {
  const t = useT();
  const minutes = Math.floor(page.pauseLeft / 60_000);
  return (
    <>
      {page.closesAt && <ExamClock now={page.now} closesAt={page.closesAt} />}
      {page.pauseLeft > 0 ? (
        <>
          <p className="govuk-body">{t("assessment.pause.may", { count: minutes })}</p>
          <div className="govuk-button-group">
            <Button>{t("assessment.pause.stop")}</Button>
            <a className="govuk-link" href={paths.examQuestion(courseSlug, 1)}>
              {t("assessment.exam.finish.back")}
            </a>
          </div>
        </>
      ) : (
        <>
          <p className="govuk-body">{t("assessment.pause.none-left")}</p>
          <p className="govuk-body">
            <a className="govuk-link" href={paths.examQuestion(courseSlug, 1)}>
              {t("assessment.exam.finish.back")}
            </a>
          </p>
        </>
      )}
    </>
  );
}
