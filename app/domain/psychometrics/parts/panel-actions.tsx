import type { FormState } from "#app/i18n/problem.ts";
import { Button, ChoiceField, TextField } from "#app/ui/form.tsx";
import { useT } from "#app/ui/request.tsx";

export interface PanelActionsProps {
  state: "round-1" | "round-2";
  form?: FormState | null;
}

/** What who runs a panel may do next. */
export function PanelActions({ state, form }: PanelActionsProps) {
  return state === "round-1" ? <RoundOne form={form} /> : <Publish form={form} />;
}

function RoundOne({ form }: Pick<PanelActionsProps, "form">) {
  const t = useT();
  return (
    <>
      <form method="post" className="panel">
        <h2 className="govuk-heading-m">{t("psychometrics.panel.invite")}</h2>
        <input type="hidden" name="hacer" value="invitar" />
        <TextField
          name="persona"
          label={t("psychometrics.panel.invite-field")}
          hint={t("psychometrics.panel.invite-hint")}
          state={form}
          autoComplete="off"
          spellCheck={false}
          width={20}
        />
        <Button>{t("psychometrics.panel.invite-button")}</Button>
      </form>
      <form method="post" className="panel">
        <h2 className="govuk-heading-m">{t("psychometrics.panel.close")}</h2>
        <p>{t("psychometrics.panel.close-text")}</p>
        <input type="hidden" name="hacer" value="cerrar" />
        <Button kind="secondary">{t("psychometrics.panel.close-button")}</Button>
      </form>
    </>
  );
}

function Publish({ form }: Pick<PanelActionsProps, "form">) {
  const t = useT();
  return (
    <form method="post" className="panel">
      <h2 className="govuk-heading-m">{t("psychometrics.panel.publish")}</h2>
      <p>{t("psychometrics.panel.publish-text")}</p>
      <input type="hidden" name="hacer" value="publicar" />
      <ChoiceField
        name="entiendo[]"
        label={t("psychometrics.panel.understand")}
        state={form}
        several
        options={[{ value: "si", label: t("psychometrics.panel.understand-yes") }]}
      />
      <Button kind="warning">{t("psychometrics.panel.publish-button")}</Button>
    </form>
  );
}
