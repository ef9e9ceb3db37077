import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, TextField } from "#app/ui/form.tsx";
import { useT } from "#app/ui/request.tsx";

export interface ConfirmNameProps {
  title: string;
  name: string;
  /** The municipality that will be printed, and whether somebody confirmed it. */
  place: { name: string; confirmed: boolean } | null;
  state?: FormState | null;
}

/** The last step before a certificate: its holder says how the name is to be printed. */
export function ConfirmName({ title, name, place, state }: ConfirmNameProps) {
  const t = useT();
  const said = place
    ? t(`credentials.confirm.municipality${place.confirmed ? "" : "-declared"}`, {
        place: place.name,
      })
    : t("credentials.confirm.no-municipality");
  return (
    <>
      <ErrorSummary state={state} />
      <h1 className="govuk-heading-xl">{t("credentials.confirm.title")}</h1>
      <p className="govuk-body-l">{t("credentials.confirm.lead", { title })}</p>
      <form method="post">
        <TextField
          name="name"
          label={t("credentials.confirm.field")}
          hint={t("credentials.confirm.hint")}
          value={name}
          state={state}
          autoComplete="name"
          spellCheck={false}
        />
        <p className="govuk-inset-text">
          {said}
          {!place?.confirmed && (
            <>
              {" "}
              <a href={paths.profile()}>{t("credentials.confirm.profile")}</a>
            </>
          )}
        </p>
        <p className="govuk-body">
          <strong>{t("credentials.confirm.once")}</strong>
        </p>
        <Button>{t("credentials.confirm.button")}</Button>
      </form>
    </>
  );
}
