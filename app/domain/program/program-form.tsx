import type { FormState } from "#app/i18n/problem.ts";
import { Button, ChoiceField, ErrorSummary, TextField } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useT } from "#app/ui/request.tsx";
import type { Program } from "./figures.ts";
import { COUNTRIES, DEFAULT_GOAL, DEFAULT_YEARS } from "./program-form.ts";

export interface ProgramPageProps {
  program: Program | null;
  canSet: boolean;
  saved: boolean;
  /** ISO date offered as the first day of a new programme. */
  today: string;
  state?: FormState | null;
}

/** The programme's name, its countries and its goal. */
export function ProgramPage({ program, canSet, saved, today, state }: ProgramPageProps) {
  const t = useT();
  const countries = COUNTRIES.map((code) => ({
    value: code,
    label: t(`credentials.country.${code}`),
  }));
  const shown = state ?? {
    problems: {},
    values: { "countries[]": program?.countries ?? [] },
  };
  return (
    <>
      <ErrorSummary state={state} />
      {saved && <Notice title={t("program.form.saved")} kind="success" announce />}
      <h1 className="govuk-heading-l">{t("program.form.title")}</h1>
      <p className="govuk-body">{t(canSet ? "program.form.lead" : "program.form.read-only")}</p>
      <form method="post">
        <fieldset className="program-form" disabled={!canSet}>
          <TextField
            name="name"
            label={t("program.form.name")}
            hint={t("program.form.name-hint")}
            value={program?.name}
            state={state}
            maxLength={120}
          />
          <ChoiceField
            name="countries[]"
            label={t("program.form.countries")}
            options={countries}
            state={shown}
            several
          />
          <TextField
            name="goal"
            label={t("program.form.goal")}
            value={String(program?.goal ?? DEFAULT_GOAL)}
            state={state}
            inputMode="numeric"
            width={10}
          />
          <TextField
            name="startsOn"
            type="date"
            label={t("program.form.starts-on")}
            value={program?.startsOn ?? today}
            state={state}
            width={10}
          />
          <TextField
            name="years"
            label={t("program.form.years")}
            value={String(program?.years ?? DEFAULT_YEARS)}
            state={state}
            inputMode="numeric"
            width={4}
          />
          {canSet && <Button>{t("program.form.button")}</Button>}
        </fieldset>
      </form>
    </>
  );
}
