import { formatMoment } from "#app/i18n/format.ts";
import type { FormState } from "#app/i18n/problem.ts";
import type { Key } from "#app/i18n/translate.ts";
import { localTime } from "#app/kernel/local-time.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, TextField } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { ProctoredExam, SittingRow, SittingsPage } from "./sittings-page.ts";
import { placeOf } from "./time-place.ts";

/** What the page of a course's sittings says once, after a change. */
export const SITTING_NOTICES = {
  anunciada: "assessment.sittings.notice.created",
  cambiada: "assessment.sittings.notice.updated",
  cancelada: "assessment.sittings.notice.cancelled",
} as const satisfies Record<string, Key>;

/** The exams that somebody watches over. */
export function ProctoredExams({ exams }: { exams: ProctoredExam[] }) {
  const t = useT();
  return (
    <>
      <a className="govuk-back-link" href={paths.management()}>
        {t("people.management.title")}
      </a>
      <h1 className="govuk-heading-l">{t("assessment.sittings.exams")}</h1>
      {exams.length === 0 && <p className="govuk-body">{t("assessment.sittings.no-exams")}</p>}
      <ul className="govuk-list">
        {exams.map(({ courseSlug, courseTitle, open, sittings }) => (
          <li key={courseSlug}>
            <h2 className="govuk-heading-m">{courseTitle}</h2>
            <p className="govuk-body">
              {t("assessment.sittings.in-now", { count: open })}{" "}
              {t("assessment.sittings.announced", { count: sittings })}
            </p>
            <p className="govuk-body">
              <a className="govuk-link" href={paths.examRoom(courseSlug)}>
                {t("assessment.sittings.to-room")}
                <span className="govuk-visually-hidden"> ({courseTitle})</span>
              </a>
              {" · "}
              <a className="govuk-link" href={paths.examSittings(courseSlug)}>
                {t("assessment.sittings.to-sittings")}
                <span className="govuk-visually-hidden"> ({courseTitle})</span>
              </a>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

interface SittingsProps {
  page: SittingsPage;
  state?: FormState | null;
  notice: Key | null;
}

/** The sittings of a course, and the form to announce one. */
export function Sittings({ page, state, notice }: SittingsProps) {
  const t = useT();
  const { courseTitle, courseSlug, onlyInSittings, sittings, mayChange } = page;
  return (
    <>
      <ErrorSummary state={state} labels={useLabels()} />
      {notice && <Notice title={t(notice)} kind="success" announce />}
      <a className="govuk-back-link" href={paths.proctoredExams()}>
        {t("assessment.sittings.exams")}
      </a>
      <h1 className="govuk-heading-l">{t("assessment.sittings.title", { course: courseTitle })}</h1>
      <p className="govuk-body">
        <a className="govuk-link" href={paths.examRoom(courseSlug)}>
          {t("assessment.sittings.to-room")}
        </a>
      </p>
      <p className="govuk-body">
        {t(onlyInSittings ? "assessment.sittings.only" : "assessment.sittings.also")}
      </p>
      {sittings.length === 0 && <p className="govuk-body">{t("assessment.sittings.none")}</p>}
      {sittings.map((sitting) => (
        <SittingPanel key={sitting.id} page={page} sitting={sitting} />
      ))}
      {mayChange && (
        <section aria-labelledby="anunciar">
          <h2 className="govuk-heading-m" id="anunciar">
            {t("assessment.sittings.announce")}
          </h2>
          <SittingFields state={state} button={t("assessment.sittings.announce-button")} />
        </section>
      )}
    </>
  );
}

function SittingPanel({ page, sitting }: { page: SittingsPage; sitting: SittingRow }) {
  const { t, language, timeZone } = useRequest();
  const { title, is, accessCode, begun, createdBy } = sitting;
  const at = (moment: string) => formatMoment(new Date(moment), language, timeZone);
  return (
    <section className="panel">
      <h2 className="govuk-heading-s">
        {title}{" "}
        <Tag tone={is === "open" ? "good" : "neutral"}>{t(`assessment.sittings.is.${is}`)}</Tag>
      </h2>
      <p className="govuk-body">
        {t("assessment.sittings.window", {
          opens: at(sitting.opensAt),
          closes: at(sitting.closesAt),
          zone: placeOf(timeZone),
        })}
      </p>
      <p className="govuk-body">
        {accessCode
          ? t("assessment.sittings.code-is", { code: accessCode })
          : t("assessment.sittings.no-code")}{" "}
        {t("assessment.sittings.begun", { count: begun })}{" "}
        {t("assessment.sittings.by", { name: createdBy })}
      </p>
      {page.mayChange && (is === "open" || is === "to-come") && (
        <p className="govuk-body">
          <a className="govuk-link" href={paths.examSitting(page.courseSlug, sitting.id)}>
            {t("assessment.sittings.change")}
            <span className="govuk-visually-hidden"> ({title})</span>
          </a>
        </p>
      )}
    </section>
  );
}

/** To change a sitting or to cancel it. */
export function SittingPage({
  page,
  sitting,
  state,
}: {
  page: SittingsPage;
  sitting: SittingRow;
  state?: FormState | null;
}) {
  const t = useT();
  return (
    <>
      <ErrorSummary state={state} labels={useLabels()} />
      <a className="govuk-back-link" href={paths.examSittings(page.courseSlug)}>
        {t("assessment.sittings.title", { course: page.courseTitle })}
      </a>
      <h1 className="govuk-heading-l">{t("assessment.sittings.one", { title: sitting.title })}</h1>
      <p className="govuk-body">{t("assessment.sittings.change-what")}</p>
      <SittingFields
        state={state}
        sitting={sitting}
        button={t("assessment.sittings.change-button")}
      />
      <form method="post" action={paths.examSittingCancellation(page.courseSlug, sitting.id)}>
        <h2 className="govuk-heading-m">{t("assessment.sittings.cancel")}</h2>
        <p className="govuk-body">{t("assessment.sittings.cancel-what")}</p>
        <Button kind="warning">{t("assessment.sittings.cancel-button")}</Button>
      </form>
    </>
  );
}

function SittingFields({
  state,
  sitting,
  button,
}: {
  state?: FormState | null;
  sitting?: SittingRow;
  button: string;
}) {
  const { t, timeZone } = useRequest();
  const local = (moment?: string) => moment && localTime(new Date(moment), timeZone);
  const hint = t("assessment.sittings.time-hint", { zone: placeOf(timeZone) });
  return (
    <form method="post" noValidate>
      <TextField
        name="title"
        label={t("assessment.sittings.field.title")}
        hint={t("assessment.sittings.field.title-hint")}
        state={state}
        value={sitting?.title}
        maxLength={120}
      />
      <TextField
        name="opensAt"
        type="datetime-local"
        label={t("assessment.sittings.field.opens")}
        hint={hint}
        state={state}
        value={local(sitting?.opensAt)}
        width={20}
      />
      <TextField
        name="closesAt"
        type="datetime-local"
        label={t("assessment.sittings.field.closes")}
        hint={t("assessment.sittings.field.closes-hint")}
        state={state}
        value={local(sitting?.closesAt)}
        width={20}
      />
      <TextField
        name="acceso"
        label={t("assessment.exam.code")}
        hint={t("assessment.sittings.field.code-hint")}
        state={state}
        value={sitting?.accessCode ?? undefined}
        autoComplete="off"
        spellCheck={false}
        width={20}
        maxLength={40}
        optional
      />
      <Button>{button}</Button>
    </form>
  );
}

function useLabels(): Record<string, string> {
  const t = useT();
  return {
    title: t("assessment.sittings.field.title"),
    opensAt: t("assessment.sittings.field.opens"),
    closesAt: t("assessment.sittings.field.closes"),
  };
}
