import { Button } from "#app/ui/form.tsx";
import { useT } from "#app/ui/request.tsx";

export interface JudgeTableProps {
  judges: readonly { id: string; name: string; accepted: boolean; rated: [number, number] }[];
  /** Items of the panel. */
  items: number;
  /** Whether the reader may take them off. */
  withdraws: boolean;
}

/** The judges of a panel and how far each is: never what they rated. */
export function JudgeTable({ judges, items, withdraws }: JudgeTableProps) {
  const t = useT();
  if (judges.length === 0) {
    return <p className="govuk-inset-text">{t("psychometrics.panel.no-judges")}</p>;
  }
  return (
    <table className="govuk-table table-stack">
      <caption className="govuk-visually-hidden">{t("psychometrics.panel.judges")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("psychometrics.panel.judge")}</th>
          {(["promise", "first", "second"] as const).map((column) => (
            <th key={column} scope="col">
              {t(`psychometrics.panel.${column}`)}
            </th>
          ))}
          {withdraws && <th scope="col">{t("psychometrics.panel.action")}</th>}
        </tr>
      </thead>
      <tbody>
        {judges.map(({ id, name, accepted, rated }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td data-label={t("psychometrics.panel.promise")}>
              {t(accepted ? "psychometrics.panel.promised" : "psychometrics.panel.not-promised")}
            </td>
            {(["first", "second"] as const).map((round, index) => (
              <td key={round} data-label={t(`psychometrics.panel.${round}`)}>
                {t("psychometrics.panel.progress", { rated: rated[index] ?? 0, total: items })}
              </td>
            ))}
            {withdraws && (
              <td>
                <form method="post">
                  <input type="hidden" name="hacer" value="retirar" />
                  <input type="hidden" name="juez" value={id} />
                  <Button kind="secondary">
                    {t("psychometrics.panel.withdraw")}{" "}
                    <span className="govuk-visually-hidden">
                      {t("psychometrics.panel.withdraw-who", { name })}
                    </span>
                  </Button>
                </form>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
