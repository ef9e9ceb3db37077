import { formatMoment } from "#app/i18n/format.ts";
import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, FileField, SelectField } from "#app/ui/form.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import type { BankCourse, CourseChoice } from "./bank-list.tsx";
import { FORMATS } from "./formats.ts";
import type { ImportStage } from "./import-state.ts";
import type { Defaults } from "./source-item.ts";
import { TargetFields } from "./target-fields.tsx";

export interface ImportFormProps {
  courses: readonly CourseChoice[];
  course: BankCourse;
  recent: readonly { id: string; fileName: string; startedAt: string; stage: ImportStage }[];
  state: FormState | null;
}

/** Where a trainer sends a file of questions. */
export function ImportForm({ course, recent, state }: ImportFormProps) {
  const { t, language, timeZone } = useRequest();
  return (
    <>
      <ErrorSummary state={state} labels={{ archivo: t("banks.import.file") }} />
      <a className="govuk-back-link" href={paths.bank(course.slug)}>
        {t("banks.list.title")}
      </a>
      <h1 className="govuk-heading-xl">{t("banks.import.title")}</h1>
      <p className="govuk-body-l">{t("banks.import.lead", { course: course.title })}</p>
      <form method="post" action={paths.bankImports()} encType="multipart/form-data">
        <input type="hidden" name="curso" value={course.slug} />
        <FileField
          name="archivo"
          label={t("banks.import.file")}
          hint={t("banks.import.file-hint")}
          state={state}
          accept=".gift,.txt,.xml"
        />
        <SelectField
          name="formato"
          label={t("banks.export.format")}
          state={state}
          options={[
            { value: "", label: t("banks.import.find-out") },
            ...FORMATS.map((value) => ({ value, label: t(`banks.format.${value}`) })),
          ]}
        />
        <DefaultFields course={course} state={state} />
        <Button>{t("banks.import.preview")}</Button>
      </form>
      {recent.length > 0 && (
        <section>
          <h2 className="govuk-heading-m">{t("banks.import.recent")}</h2>
          <ul className="govuk-list">
            {recent.map(({ id, fileName, startedAt, stage }) => (
              <li key={id}>
                <a href={paths.bankImport(id)}>{fileName}</a>,{" "}
                {formatMoment(new Date(startedAt), language, timeZone)} ({t(`banks.stage.${stage}`)}
                )
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** What holds for the questions that do not say it. */
export function DefaultFields({
  course,
  state,
  defaults,
}: {
  course: BankCourse;
  state: FormState | null;
  defaults?: Defaults;
}) {
  const t = useT();
  const given: FormState = {
    problems: state?.problems ?? {},
    values: {
      objetivo: defaults?.objective ?? "",
      dificultad: defaults?.difficulty ?? "media",
      "usos[]": defaults?.uses ?? ["lesson"],
      "paises[]": defaults?.countries ?? [],
      ...state?.values,
    },
  };
  return (
    <fieldset className="govuk-fieldset">
      <legend className="govuk-fieldset__legend govuk-fieldset__legend--m">
        {t("banks.import.defaults")}
      </legend>
      <p className="govuk-hint">{t("banks.import.defaults-hint")}</p>
      <TargetFields
        course={course}
        state={given}
        objectives={course.objectives.map(({ id, text }) => ({
          value: id,
          label: `${id}: ${text}`,
        }))}
      />
    </fieldset>
  );
}
