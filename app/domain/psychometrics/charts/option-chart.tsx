import { scaleLinear } from "d3-scale";
import { formatNumber, formatShare } from "#app/i18n/format.ts";
import { useRequest } from "#app/ui/request.tsx";
import type { Group, OptionRow, OptionStatistics } from "../classical/options.ts";
import { GROUPS } from "../classical/options.ts";
import { optionName } from "../option-name.ts";
import { Correlation, useOptionWords } from "../parts/numbers.tsx";

/** Units of the drawing; a phone of 360 px shows it at its size. */
const WIDTH = 340;
const BAR = 14;
const HEAD = 22;
const GAP = 12;
const LEFT = 92;
const RIGHT = 46;

/** From the best to the worst, as a table of places is read. */
const SHOWN: readonly Group[] = [...GROUPS].reverse();

/** For each option, which part of each group took it. */
export function OptionChart({ options }: { options: OptionStatistics }) {
  const { t, language } = useRequest();
  const nameOf = useOptionName();
  const x = scaleLinear([0, 1], [LEFT, WIDTH - RIGHT]);
  const step = HEAD + SHOWN.length * BAR + GAP;
  return (
    <figure className="chart">
      <svg
        viewBox={`0 0 ${WIDTH} ${options.rows.length * step}`}
        role="img"
        aria-label={t("psychometrics.item.options-label")}
        className="chart__drawing"
      >
        {options.rows.map((row, place) => (
          <g key={row.id ?? ""} transform={`translate(0 ${place * step})`}>
            <text className="chart__text chart__text--strong" x={0} y={HEAD - 7}>
              {nameOf(row, place)}
            </text>
            {SHOWN.map((group, line) => (
              <GroupBar
                key={group}
                label={t(`psychometrics.item.group.${group}`)}
                value={formatShare(shareOf(options, row, group), language)}
                end={x(shareOf(options, row, group))}
                top={HEAD + line * BAR}
                right={row.right}
              />
            ))}
          </g>
        ))}
      </svg>
    </figure>
  );
}

interface GroupBarProps {
  label: string;
  value: string;
  end: number;
  top: number;
  right: boolean;
}

function GroupBar({ label, value, end, top, right }: GroupBarProps) {
  return (
    <>
      <text className="chart__text" x={LEFT - 8} y={top + 10} textAnchor="end">
        {label}
      </text>
      <rect
        className={right ? "chart__bar" : "chart__bar chart__bar--open"}
        x={LEFT}
        y={top + 1.5}
        width={end - LEFT}
        height={BAR - 4}
      />
      <text className="chart__text" x={end + 5} y={top + 10}>
        {value}
      </text>
    </>
  );
}

/** The chart's numbers. */
export function OptionTable({ options }: { options: OptionStatistics }) {
  const { t, language } = useRequest();
  const nameOf = useOptionName();
  return (
    <table className="govuk-table table-stack">
      <caption className="govuk-visually-hidden">{t("psychometrics.item.options")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("psychometrics.item.option")}</th>
          <th scope="col" className="numeric">
            {t("psychometrics.item.took")}
          </th>
          <th scope="col" className="numeric">
            {t("psychometrics.column.discriminacion")}
          </th>
          {SHOWN.map((group) => (
            <th key={group} scope="col" className="numeric">
              {t(`psychometrics.item.group.${group}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {options.rows.map((row, place) => (
          <tr key={row.id ?? ""}>
            <th scope="row">{nameOf(row, place)}</th>
            <td className="numeric" data-label={t("psychometrics.item.took")}>
              {formatNumber(row.n, language)} ({formatShare(row.share, language)})
            </td>
            <td className="numeric" data-label={t("psychometrics.column.discriminacion")}>
              <Correlation value={row.r} />
            </td>
            {SHOWN.map((group) => (
              <td
                key={group}
                className="numeric"
                data-label={t(`psychometrics.item.group.${group}`)}
              >
                {formatShare(shareOf(options, row, group), language)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shareOf({ groups }: OptionStatistics, { byGroup }: OptionRow, group: Group): number {
  return groups[group] === 0 ? 0 : byGroup[group] / groups[group];
}

function useOptionName(): (row: OptionRow, place: number) => string {
  const { t } = useRequest();
  const words = useOptionWords();
  return ({ id, right }, place) => {
    if (id === null) return t("psychometrics.item.blank");
    const name = optionName(id, place, words);
    return right ? `${name} (${t("psychometrics.item.key").toLowerCase()})` : name;
  };
}
