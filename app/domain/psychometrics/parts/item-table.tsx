import { formatNumber, formatShare } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { useRequest } from "#app/ui/request.tsx";
import type { KeptItem } from "../kept-statistics.ts";
import { FlagList } from "./flag-list.tsx";
import { Correlation } from "./numbers.tsx";

export interface ItemTableProps {
  course: string;
  caption: string;
  items: readonly KeptItem[];
}

/** Items with what they do. */
export function ItemTable({ course, caption, items }: ItemTableProps) {
  const { t, language } = useRequest();
  return (
    <table className="govuk-table table-stack item-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t("psychometrics.column.pregunta")}</th>
          {(["personas", "aciertos", "discriminacion"] as const).map((column) => (
            <th key={column} scope="col" className="numeric">
              {t(`psychometrics.column.${column}`)}
            </th>
          ))}
          <th scope="col">{t("psychometrics.column.avisos")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.hash}>
            <th scope="row">
              <a href={paths.itemReport(course, item.itemId, item.current ? undefined : item.hash)}>
                {item.itemId}
              </a>
              <span className="item-table__label">{item.label}</span>
            </th>
            <td className="numeric" data-label={t("psychometrics.column.personas")}>
              {formatNumber(item.n, language)}
            </td>
            <td className="numeric" data-label={t("psychometrics.column.aciertos")}>
              {item.n === 0 ? "—" : formatShare(item.p, language)}
            </td>
            <td className="numeric" data-label={t("psychometrics.column.discriminacion")}>
              <Correlation value={item.r} />
            </td>
            <td data-label={t("psychometrics.column.avisos")}>
              <FlagList flags={item.flags} options={item.options} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
