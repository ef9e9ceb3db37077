import { ExamResultPage } from "#app/domain/assessment/exam-result.tsx";
import { formatDate, formatMoment, formatShare } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { Notice } from "#app/ui/notice.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import type { Correction, OwnAppeal } from "./result-notes.ts";
import type { ResultPage } from "./result-page.ts";

export interface ResultViewProps extends ResultPage {
  /** An appeal was kept just now. */
  filed: boolean;
}

/** How an attempt went, with what people wrote and decided about it. */
export function ResultView({ filed, ...page }: ResultViewProps) {
  const t = useT();
  const { courseSlug, result, notes } = page;
  const notices = (
    <>
      {filed && <Notice title={t("grading.appeal.filed")} kind="success" announce />}
      {notes.corrections.map((correction) => (
        <CorrectionNotice key={correction.at} correction={correction} />
      ))}
    </>
  );
  return (
    <ExamResultPage {...{ courseSlug, result, notices }} comments={notes.comments}>
      {notes.appealsUntil !== null && <Appeals {...page} until={notes.appealsUntil} />}
    </ExamResultPage>
  );
}

function Appeals({ courseSlug, result, notes, now, until }: ResultPage & { until: string }) {
  const { t, language, timeZone } = useRequest();
  return (
    <section aria-labelledby="reclamos">
      <h2 className="govuk-heading-m" id="reclamos">
        {t("grading.appeal.heading")}
      </h2>
      {notes.appeals.length > 0 && (
        <ul className="held">
          {notes.appeals.map((appeal) => (
            <Appeal key={appeal.place} appeal={appeal} />
          ))}
        </ul>
      )}
      {now <= until ? (
        <p className="govuk-body">
          {t("grading.appeal.why", { date: formatDate(new Date(until), language, timeZone) })}{" "}
          <a href={paths.examAppeal(courseSlug, result.number)}>{t("grading.appeal.link")}</a>
        </p>
      ) : (
        <p className="govuk-body">
          {t("grading.appeal.closed", {
            moment: formatMoment(new Date(until), language, timeZone),
          })}
        </p>
      )}
    </section>
  );
}

function CorrectionNotice({ correction }: { correction: Correction }) {
  const { t, language, timeZone } = useRequest();
  const { kind, place, reason, before, after, kept, withdrawn, at } = correction;
  return (
    <Notice
      title={t("grading.corrected.title", {
        date: formatDate(new Date(at), language, timeZone),
      })}
    >
      <p>
        {t(`grading.corrected.${kind ?? "mark"}`, { place: place ?? "" })}{" "}
        {reason && t("grading.corrected.reason", { reason })}
      </p>
      <p>
        {t("grading.corrected.score", {
          before: formatShare(before, language),
          after: formatShare(after, language),
        })}{" "}
        {kept && withdrawn === null && t("grading.corrected.kept")}
        {withdrawn !== null && t("grading.corrected.withdrawn", { reason: withdrawn })}
      </p>
    </Notice>
  );
}

function Appeal({ appeal }: { appeal: OwnAppeal }) {
  const t = useT();
  return (
    <li className="card">
      <h3 className="card__title">{t("grading.appeal.of", { place: appeal.place })}</h3>
      <p className="govuk-body report__text">{appeal.reason}</p>
      {appeal.answer === null ? (
        <p className="govuk-body">{t("grading.appeal.waits")}</p>
      ) : (
        <p className="govuk-body report__text">
          <strong>
            {t(appeal.accepted ? "grading.appeal.accepted" : "grading.appeal.rejected")}
          </strong>{" "}
          {appeal.answer}
        </p>
      )}
    </li>
  );
}
