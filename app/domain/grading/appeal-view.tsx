import { formatMoment } from "#app/i18n/format.ts";
import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, SelectField, TextArea } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useRequest } from "#app/ui/request.tsx";
import { APPEAL_LENGTH, type AppealPage } from "./appeal.ts";

export interface AppealViewProps {
  page: AppealPage;
  state: FormState | null;
}

/** "Reclamar una pregunta": first which one, then what is wrong with it. It needs no script. */
export function AppealView({ page, state }: AppealViewProps) {
  const { t, language, timeZone } = useRequest();
  const moment = formatMoment(new Date(page.until), language, timeZone);
  return (
    <>
      <a className="govuk-back-link" href={paths.examResult(page.courseSlug, page.number)}>
        {t("assessment.exam.result.title", { number: page.number })}
      </a>
      <ErrorSummary state={state} labels={{ motivo: t("grading.appeal.reason") }} />
      <span className="govuk-caption-l">{page.courseTitle}</span>
      <h1 className="govuk-heading-l">{t("grading.appeal.title")}</h1>
      {page.open ? (
        <>
          <p className="govuk-body">{t("grading.appeal.what", { moment })}</p>
          <WhichQuestion page={page} />
          {page.chosen && <Reason page={page} state={state} />}
        </>
      ) : (
        <Notice title={t("grading.appeal.closed", { moment })} />
      )}
    </>
  );
}

function WhichQuestion({ page }: { page: AppealPage }) {
  const { t } = useRequest();
  const places = Array.from({ length: page.questions }, (_, index) => index + 1);
  return (
    <form method="get">
      <SelectField
        name="pregunta"
        label={t("grading.appeal.which")}
        value={page.chosen ? String(page.chosen.place) : "1"}
        options={places.map((place) => ({
          value: String(place),
          label: page.appealed.includes(place)
            ? t("grading.appeal.question-appealed", { place })
            : t("grading.appeal.question", { place }),
        }))}
      />
      <Button kind="secondary">{t("grading.appeal.show")}</Button>
    </form>
  );
}

function Reason({ page, state }: AppealViewProps) {
  const { t } = useRequest();
  const { chosen } = page;
  if (!chosen) return null;
  const { place, question, response } = chosen;
  const own = new Set(response);
  const isTyped = question.choices.length === 0;
  return (
    <section aria-labelledby="pregunta">
      <h2 className="govuk-heading-m" id="pregunta">
        {t("grading.appeal.question", { place })}
      </h2>
      <p className="govuk-body report__text">{question.prompt}</p>
      {question.sources.length > 0 && (
        <ul className="govuk-list govuk-list--bullet">
          {question.sources.map(({ id, text }) => (
            <li key={id}>{text}</li>
          ))}
        </ul>
      )}
      <ul className="govuk-list govuk-list--bullet">
        {question.choices.map(({ id, text }) => (
          <li key={id}>
            {text || t(id === "true" ? "assessment.question.true" : "assessment.question.false")}
            {own.has(id) && <strong> ({t("grading.appeal.own")})</strong>}
          </li>
        ))}
      </ul>
      {isTyped && response.length > 0 && question.files === null && (
        <p className="govuk-body report__text">
          <strong>{t("grading.appeal.own")}:</strong> {response.join(" ")}
        </p>
      )}
      {page.appealed.includes(place) ? (
        <Notice title={t("grading.appeal.twice")} />
      ) : (
        <form method="post" noValidate>
          <input type="hidden" name="pregunta" value={place} />
          <TextArea
            name="motivo"
            label={t("grading.appeal.reason")}
            hint={t("grading.appeal.reason-hint")}
            state={state}
            rows={6}
            maxLength={APPEAL_LENGTH}
          />
          <Button>{t("grading.appeal.send")}</Button>
        </form>
      )}
    </section>
  );
}
