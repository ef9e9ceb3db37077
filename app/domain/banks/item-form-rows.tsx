import type { InteractionName } from "#app/domain/assessment/item.ts";
import type { FormState } from "#app/i18n/problem.ts";
import { Button, ChoiceField, SelectField, TextArea, TextField } from "#app/ui/form.tsx";
import { useT } from "#app/ui/request.tsx";
import { MOST_ROWS } from "./field-reader.ts";

interface RowsProps {
  interaction: InteractionName;
  state: FormState;
}

/** Fields of each row, by kind of question; none = the kind has no rows. */
const ROW_FIELDS = {
  choice: ["opcion", "vale", "porque"],
  "multiple-response": ["opcion", "vale", "porque"],
  "true-false": [],
  match: ["fuente", "opcion", "porque"],
  order: ["opcion", "porque"],
  "text-entry": ["opcion", "vale", "porque"],
  numeric: ["desde", "hasta", "vale", "porque"],
  "inline-choice": ["hueco", "modo", "respuestas", "peso"],
  "extended-text": ["criterio", "niveles"],
  "file-upload": ["criterio", "niveles"],
} as const satisfies Record<InteractionName, readonly string[]>;

/** What may be answered and what it is worth. */
export function ItemRows({ interaction, state }: RowsProps) {
  const t = useT();
  if (interaction === "true-false") return <TrueFalse state={state} />;
  const rows = Math.min(MOST_ROWS, Math.max(1, Number(state.values.filas) || 1));
  const fields = ROW_FIELDS[interaction];
  return (
    <>
      <h2 className="govuk-heading-m">{t(`banks.rows.${interaction}.title`)}</h2>
      <p className="govuk-hint">{t(`banks.rows.${interaction}.hint`)}</p>
      <input type="hidden" name="filas" value={rows} />
      {Array.from({ length: rows }, (_, index) => index + 1).map((row) => (
        <div key={row} className="panel">
          <fieldset className="govuk-fieldset">
            <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">
              {t("banks.rows.number", { row })}
            </legend>
            {fields.map((field) => (
              <RowField key={field} field={field} row={row} state={state} />
            ))}
          </fieldset>
        </div>
      ))}
      <Button kind="secondary" name="hacer" value="fila">
        {t("banks.rows.add")}
      </Button>
      {interaction === "numeric" && (
        <TextArea
          name="unidades"
          label={t("banks.field.unidades")}
          hint={t("banks.edit.units-hint")}
          state={state}
          rows={3}
          optional
        />
      )}
      {interaction === "file-upload" && <Files state={state} />}
    </>
  );
}

type RowFieldName = (typeof ROW_FIELDS)[InteractionName][number];

function RowField({ field, row, state }: { field: RowFieldName; row: number; state: FormState }) {
  const t = useT();
  const name = `${field}-${row}`;
  const label = t(`banks.field.${field}`);
  switch (field) {
    case "modo":
      return (
        <SelectField
          name={name}
          label={label}
          state={state}
          options={(["elegir", "escribir"] as const).map((value) => ({
            value,
            label: t(`banks.mode.${value}`),
          }))}
        />
      );
    case "respuestas":
    case "niveles":
      return <TextArea name={name} label={label} state={state} rows={4} />;
    case "vale":
    case "desde":
    case "hasta":
    case "peso":
      return <TextField name={name} label={label} state={state} inputMode="decimal" width={10} />;
    case "hueco":
      return <TextField name={name} label={label} state={state} width={10} />;
    default:
      return <TextArea name={name} label={label} state={state} rows={2} />;
  }
}

function TrueFalse({ state }: { state: FormState }) {
  const t = useT();
  return (
    <>
      <ChoiceField
        name="clave"
        label={t("banks.field.clave")}
        state={state}
        options={[
          { value: "true", label: t("assessment.question.true") },
          { value: "false", label: t("assessment.question.false") },
        ]}
      />
      <TextArea
        name="porque-verdadero"
        label={t("banks.edit.why-true")}
        state={state}
        rows={2}
        optional
      />
      <TextArea
        name="porque-falso"
        label={t("banks.edit.why-false")}
        state={state}
        rows={2}
        optional
      />
    </>
  );
}

function Files({ state }: { state: FormState }) {
  const t = useT();
  return (
    <>
      <TextField
        name="archivos"
        label={t("banks.field.archivos")}
        state={state}
        inputMode="numeric"
        width={5}
      />
      <TextField
        name="megas"
        label={t("banks.field.megas")}
        state={state}
        inputMode="decimal"
        width={5}
      />
      <TextField
        name="medios"
        label={t("banks.field.medios")}
        hint={t("banks.edit.media-hint")}
        state={state}
      />
    </>
  );
}
