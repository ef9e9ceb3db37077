import { DIFFICULTIES } from "#app/domain/courses/manifest.ts";
import type { FormState } from "#app/i18n/problem.ts";
import { ChoiceField, SelectField } from "#app/ui/form.tsx";
import { useT } from "#app/ui/request.tsx";
import type { BankCourse } from "./bank-list.tsx";
import { USES } from "./bank-search.ts";

interface TargetFieldsProps {
  course: BankCourse;
  state: FormState;
  /** Of those of the course and perhaps one that it no longer has. */
  objectives: readonly { value: string; label: string }[];
}

/** What questions are for: their objective, how hard they are, and where and to whom they are put. */
export function TargetFields({ course, state, objectives }: TargetFieldsProps) {
  const t = useT();
  return (
    <>
      <SelectField
        name="objetivo"
        label={t("banks.field.objetivo")}
        state={state}
        options={[{ value: "", label: t("banks.edit.no-objective") }, ...objectives]}
      />
      <SelectField
        name="dificultad"
        label={t("banks.field.dificultad")}
        state={state}
        options={DIFFICULTIES.map((value) => ({ value, label: t(`banks.difficulty.${value}`) }))}
      />
      <ChoiceField
        name="usos[]"
        label={t("banks.field.usos")}
        state={state}
        several
        small
        options={USES.map((value) => ({ value, label: t(`banks.use.${value}`) }))}
      />
      <ChoiceField
        name="paises[]"
        label={t("banks.field.paises")}
        hint={t("banks.edit.countries-hint")}
        state={state}
        several
        small
        options={course.countries.map((value) => ({ value, label: value }))}
      />
    </>
  );
}
