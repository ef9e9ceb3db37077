import type { InteractionName } from "#app/domain/assessment/item.ts";
import { isHumanScored } from "#app/domain/assessment/scoring.ts";
import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ChoiceField, ErrorSummary, TextArea, TextField } from "#app/ui/form.tsx";
import { useT } from "#app/ui/request.tsx";
import type { BankCourse } from "./bank-list.tsx";
import type { Fields } from "./item-fields.ts";
import { ItemRows } from "./item-form-rows.tsx";
import { WITH_WHOLE } from "./parts-from-fields.ts";
import { TargetFields } from "./target-fields.tsx";

export interface ItemFormProps {
  course: BankCourse;
  /** Null = a new question. */
  itemId: string | null;
  interaction: InteractionName;
  fields: Fields;
  state: FormState | null;
}

/** A question to be written or changed: a plain form, whose rows are added by a button. */
export function ItemForm({ course, itemId, interaction, fields, state }: ItemFormProps) {
  const t = useT();
  const given: FormState = { problems: state?.problems ?? {}, values: state?.values ?? fields };
  const typed = interaction === "text-entry" || interaction === "inline-choice";
  const isMarked = isHumanScored({ interaction });
  const rules = [
    ...(typed ? (["mayusculas", "tildes"] as const) : []),
    ...(WITH_WHOLE.includes(interaction) ? (["completa"] as const) : []),
  ];
  const labels = Object.fromEntries(
    Object.keys(given.problems).map((name) => [name, fieldLabel(name, t)]),
  );
  return (
    <>
      <ErrorSummary state={state} labels={labels} />
      <a
        className="govuk-back-link"
        href={itemId ? paths.bankItem(course.slug, itemId) : paths.bank(course.slug)}
      >
        {itemId ?? t("banks.list.title")}
      </a>
      <h1 className="govuk-heading-l">
        {t(itemId ? "banks.edit.title" : "banks.edit.new")}: {t(`banks.kind.${interaction}`)}
      </h1>
      <form method="post">
        {/* The return key presses the first button of a form, which is to save and not to add. */}
        <button
          type="submit"
          name="hacer"
          value="guardar"
          className="govuk-visually-hidden"
          tabIndex={-1}
          aria-hidden="true"
        />
        <TextField name="titulo" label={t("banks.field.titulo")} state={given} optional />
        <TextArea
          name="enunciado"
          label={t("banks.field.enunciado")}
          hint={t(
            interaction === "inline-choice" ? "banks.edit.gaps-hint" : "banks.edit.prompt-hint",
          )}
          state={given}
          rows={5}
        />
        <ItemRows interaction={interaction} state={given} />
        {rules.length > 0 && (
          <ChoiceField
            name="reglas[]"
            label={t("banks.field.reglas")}
            state={given}
            several
            small
            options={rules.map((value) => ({ value, label: t(`banks.rule.${value}`) }))}
          />
        )}
        {(typed || interaction === "extended-text") && (
          <TextField
            name="largo"
            label={t("banks.field.largo")}
            state={given}
            inputMode="numeric"
            width={5}
            optional
          />
        )}
        <TextArea name="explicacion" label={t("banks.field.explicacion")} state={given} optional />
        {isMarked && (
          <TextArea name="notas" label={t("banks.field.notas")} state={given} optional />
        )}
        <TargetFields
          course={course}
          state={given}
          objectives={objectivesWith(course, given.values.objetivo)}
        />
        <TextField name="autor" label={t("banks.field.autor")} state={given} optional />
        <TextField
          name="licencia"
          label={t("banks.field.licencia")}
          hint={t("banks.edit.license-hint")}
          state={given}
          optional
        />
        <TextField
          name="etiquetas"
          label={t("banks.field.etiquetas")}
          hint={t("banks.edit.tags-hint")}
          state={given}
          optional
        />
        {itemId && <TextField name="nota" label={t("banks.edit.note")} state={given} optional />}
        <Button name="hacer" value="guardar">
          {t("banks.edit.save")}
        </Button>
        {itemId && <p className="govuk-hint">{t("banks.edit.version")}</p>}
      </form>
    </>
  );
}

/** One that the course no longer has stays as it was until another is chosen. */
function objectivesWith({ objectives }: BankCourse, given: string | string[] | undefined) {
  const known = objectives.map(({ id, text }) => ({ value: id, label: `${id}: ${text}` }));
  const own = typeof given === "string" ? given : "";
  const isKnown = own === "" || objectives.some(({ id }) => id === own);
  return isKnown ? known : [...known, { value: own, label: own }];
}

/** What a field is called in the summary of errors: that of a row with its number. */
function fieldLabel(name: string, t: ReturnType<typeof useT>): string {
  const [, stem = name, row] = /^(.*?)-(\d+)$/.exec(name) ?? [];
  const label = t(`banks.field.${stem.replace("[]", "") as "titulo"}`);
  return row ? `${label} ${row}` : label;
}
