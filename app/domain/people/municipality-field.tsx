import type { FormState } from "#app/i18n/problem.ts";
import { SelectField } from "#app/ui/form.tsx";
import { useT } from "#app/ui/request.tsx";

export interface MunicipalityDivision {
  name: string;
  municipalities: { id: string; name: string; alternateName: string | null }[];
}

/** A country's municipalities under their department or region; "none" comes first. */
export function MunicipalityField({
  divisions,
  state,
  value,
}: {
  divisions: readonly MunicipalityDivision[];
  state?: FormState | null;
  value?: string | null;
}) {
  const t = useT();
  return (
    <SelectField
      name="organizationId"
      label={t("people.fields.municipality")}
      hint={t("people.fields.municipality-hint")}
      state={state}
      value={value ?? ""}
      options={[
        { value: "", label: t("people.fields.no-municipality") },
        ...divisions.map((division) => ({
          label: division.name,
          options: division.municipalities.map(({ id, name, alternateName }) => ({
            value: id,
            label: alternateName ? `${name} (${alternateName})` : name,
          })),
        })),
      ]}
    />
  );
}
