import { scaleLinear, scalePoint } from "d3-scale";
import { line } from "d3-shape";
import { formatNumber } from "#app/i18n/format.ts";
import { useRequest } from "#app/ui/request.tsx";
import type { Month } from "./figures.ts";
import { formatMonth } from "./month.ts";

/** Units of the drawing; a phone of 360 px shows it at its size, so that letters stay readable. */
const WIDTH = 340;
const HEIGHT = 230;
const LEFT = 42;
const RIGHT = 8;
const TOP = 12;
const BOTTOM = 30;

/** People certified up to each month against an even pace. What is withheld is a dashed bridge. */
export function ProgressChart({ months }: { months: Month[] }) {
  const { t, language } = useRequest();
  const highest = Math.max(
    1,
    ...months.map(({ total, expected }) => Math.max(total ?? 0, expected)),
  );
  const x = scalePoint(
    months.map(({ month }) => month),
    [LEFT, WIDTH - RIGHT],
  );
  const y = scaleLinear([0, highest], [HEIGHT - BOTTOM, TOP]).nice(4);
  const place = ({ month }: Month) => x(month) ?? LEFT;
  const real = line<Month>(place, ({ total }) => y(total ?? 0)).defined(
    ({ total }) => total !== null,
  );
  const even = line<Month>(place, ({ expected }) => y(expected));
  const bridge = bridgeOf(months);
  return (
    <figure className="chart">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t("program.goal.chart-label")}
        className="chart__drawing"
      >
        {y.ticks(4).map((tick) => (
          <g key={tick}>
            <line className="chart__grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
            <text className="chart__text" x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
              {formatNumber(tick, language)}
            </text>
          </g>
        ))}
        {ends(months).map(({ month, anchor }) => (
          <text key={month} className="chart__text" x={x(month)} y={HEIGHT - 8} textAnchor={anchor}>
            {formatMonth(month, language, "short")}
          </text>
        ))}
        <path className="chart__even" d={even(months) ?? ""} />
        {bridge && <path className="chart__bridge" d={real(bridge) ?? ""} />}
        <path className="chart__real" d={real(months) ?? ""} />
        {months.map(
          (month) =>
            month.total !== null && (
              <circle
                key={month.month}
                className="chart__point"
                cx={place(month)}
                cy={y(month.total)}
                r="2.5"
              />
            ),
        )}
      </svg>
      <figcaption className="chart__legend">
        <span className="chart__key chart__key--real">{t("program.goal.chart-real")}</span>
        <span className="chart__key chart__key--even">{t("program.goal.chart-even")}</span>
        {bridge && (
          <span className="chart__key chart__key--bridge">{t("program.goal.chart-hidden")}</span>
        )}
      </figcaption>
    </figure>
  );
}

/** The two known totals around the withheld months, or null when every total is known. */
function bridgeOf(months: Month[]): Month[] | null {
  const first = months.findIndex(({ total }) => total === null);
  if (first < 0) return null;
  const after = months.find(({ total }, index) => index > first && total !== null);
  const before = months[first - 1];
  return before && after ? [before, after] : null;
}

function ends(months: Month[]): { month: string; anchor: "start" | "middle" | "end" }[] {
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return [];
  if (first === last) return [{ month: first.month, anchor: "middle" }];
  return [
    { month: first.month, anchor: "start" },
    { month: last.month, anchor: "end" },
  ];
}
