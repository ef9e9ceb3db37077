import { formatBytes, formatMoment, formatShare } from "#app/i18n/format.ts";
import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ChoiceField, ErrorSummary, TextArea } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { COMMENT_LENGTH, levelField, levelOf } from "./mark-form.ts";
import type { MarkingPage, ShownMark } from "./marking-page.ts";
import { WriterName } from "./queue-view.tsx";

export interface MarkingViewProps {
  page: MarkingPage;
  state: FormState | null;
  /** A draft was kept just now. */
  saved: boolean;
}

/** One response with its rubric, and the form in which it is marked. */
export function MarkingView({ page, state, saved }: MarkingViewProps) {
  const { t, language, timeZone } = useRequest();
  return (
    <>
      {saved && !state && <Notice title={t("grading.mark.saved")} kind="success" announce />}
      <a className="govuk-back-link" href={paths.markingQueue()}>
        {t("grading.queue.title")}
      </a>
      <ErrorSummary state={state} />
      <span className="govuk-caption-l">
        {page.courseTitle}: {page.itemTitle}
      </span>
      <h1 className="govuk-heading-l">
        <WriterName writer={page.writer} />
      </h1>
      <p className="govuk-body">
        {t("grading.queue.since", {
          moment: formatMoment(new Date(page.since), language, timeZone),
        })}
        {page.writer.name === null && ` ${t("grading.mark.anonymous")}`}
      </p>
      <h2 className="govuk-heading-m">{t("grading.mark.prompt")}</h2>
      <p className="govuk-body report__text">{page.prompt}</p>
      <h2 className="govuk-heading-m">{t("grading.mark.response")}</h2>
      <Response page={page} />
      {page.scorerNotes && (
        <details className="govuk-details">
          <summary className="govuk-details__summary">{t("grading.mark.scorer-notes")}</summary>
          <p className="govuk-body report__text">{page.scorerNotes}</p>
        </details>
      )}
      <Marks page={page} />
      {page.role === null && <Closed page={page} />}
      {(page.role !== null || state) && <MarkingForm page={page} state={state} />}
    </>
  );
}

function Response({ page }: { page: MarkingPage }) {
  const { t, language } = useRequest();
  if (page.files.length > 0) {
    return (
      <>
        <p className="govuk-body">{t("grading.mark.files", { count: page.files.length })}</p>
        <ul className="govuk-list govuk-list--bullet">
          {page.files.map(({ id, size }, index) => (
            <li key={id}>
              <a className="govuk-link" href={paths.answerFile(id)}>
                {t("grading.mark.file", { number: index + 1 })}
              </a>{" "}
              ({formatBytes(size, language)})
            </li>
          ))}
        </ul>
      </>
    );
  }
  return <blockquote className="govuk-inset-text report__text">{page.text}</blockquote>;
}

function MarkingForm({ page, state }: { page: MarkingPage; state: FormState | null }) {
  const { t, language, timeZone } = useRequest();
  const own = page.draft ?? page.marks.find((mark) => mark.own);
  return (
    <form method="post" noValidate>
      <h2 className="govuk-heading-m">
        {t(page.role === "deciding" ? "grading.mark.decide" : "grading.mark.title")}
      </h2>
      {page.role === "deciding" && <p className="govuk-body">{t("grading.mark.decide-why")}</p>}
      {page.role === "independent" && page.double && (
        <p className="govuk-body">{t("grading.mark.double")}</p>
      )}
      {page.draft && (
        <p className="govuk-body">
          {t("grading.mark.draft", {
            moment: formatMoment(new Date(page.draft.savedAt), language, timeZone),
          })}
        </p>
      )}
      {page.rubric.criteria.map(({ id, text, levels }) => (
        <ChoiceField
          key={id}
          name={levelField(id)}
          label={text}
          state={state}
          value={own ? String(levelOf(page.rubric, id, own.points) ?? "") : undefined}
          options={levels.map((level, index) => ({
            value: String(index),
            label: t("grading.mark.level", { points: level.points, text: level.text }),
          }))}
        />
      ))}
      <TextArea
        name="comentario"
        label={t("grading.mark.comment")}
        hint={t("grading.mark.comment-hint")}
        state={state}
        value={own?.comment}
        maxLength={COMMENT_LENGTH}
        optional
      />
      <TextArea
        name="nota"
        label={t("grading.mark.note")}
        hint={t("grading.mark.note-hint")}
        state={state}
        value={own?.note}
        maxLength={COMMENT_LENGTH}
        optional
      />
      <div className="govuk-button-group">
        <Button name="hacer" value="calificar">
          {t("grading.mark.final")}
        </Button>
        <Button kind="secondary" name="hacer" value="guardar">
          {t("grading.mark.save")}
        </Button>
      </div>
      <p className="govuk-hint">{t("grading.mark.final-hint")}</p>
    </form>
  );
}

function Marks({ page }: { page: MarkingPage }) {
  const t = useT();
  if (page.marks.length === 0) return null;
  return (
    <>
      <h2 className="govuk-heading-m">{t("grading.mark.given")}</h2>
      {page.marks.map((mark, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: marks are only ever added
        <Mark key={index} mark={mark} number={index + 1} page={page} />
      ))}
    </>
  );
}

function Mark({ mark, number, page }: { mark: ShownMark; number: number; page: MarkingPage }) {
  const { t, language } = useRequest();
  const title = mark.own ? t("grading.mark.own") : t(`grading.mark.kind.${mark.kind}`, { number });
  return (
    <section className="card" aria-label={title}>
      <h3 className="card__title">
        {title}: {formatShare(mark.share, language)}
      </h3>
      <ul className="govuk-list">
        {page.rubric.criteria.map(({ id, text }) => (
          <li key={id}>
            {text}: {t("grading.mark.points", { count: mark.points[id] ?? 0 })}
          </li>
        ))}
      </ul>
      {mark.comment && <p className="govuk-body report__text">{mark.comment}</p>}
      {mark.note && (
        <p className="govuk-body report__text">
          <strong>{t("grading.mark.note")}:</strong> {mark.note}
        </p>
      )}
    </section>
  );
}

function Closed({ page }: { page: MarkingPage }) {
  const { t, language } = useRequest();
  if (page.closed === "claimed") {
    return (
      <Notice title={t("grading.mark.claimed", { name: page.claimedBy ?? "" })}>
        <p>{t("grading.mark.claimed-text")}</p>
      </Notice>
    );
  }
  if (!page.settled) return <Notice title={t("grading.mark.waits-other")} />;
  return (
    <Notice title={t("grading.mark.settled", { share: formatShare(page.settled.share, language) })}>
      <p>{t(`grading.basis.${page.settled.basis}`)}</p>
    </Notice>
  );
}
