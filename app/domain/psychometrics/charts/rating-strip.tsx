import { scaleLinear } from "d3-scale";
import { useT } from "#app/ui/request.tsx";
import { median } from "../classical/moments.ts";

/** Units of the drawing; a phone of 360 px shows it at its size. */
const WIDTH = 320;
const AXIS = 32;
const DOT = 4.5;
const STEP = 2 * DOT + 1;

export interface RatingStripProps {
  /** What all rated in the first round, 0 to 100, the least first. */
  group: readonly number[];
  own: number | null;
}

/** How a group rated an item, each a dot, with the reader's own rating; and the same in words. */
export function RatingStrip({ group, own }: RatingStripProps) {
  const t = useT();
  if (group.length === 0) return null;
  const dots = stacked(group);
  const height = STEP * Math.max(...dots.map(({ level }) => level + 1)) + 16;
  const x = scaleLinear([0, 100], [DOT + 2, WIDTH - DOT - 2]);
  return (
    <figure className="chart">
      <figcaption>{t("psychometrics.judging.group")}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${height + AXIS}`}
        role="img"
        aria-label={t("psychometrics.judging.group-label")}
        className="chart__drawing"
      >
        <line className="chart__grid" x1={x(0)} x2={x(100)} y1={height} y2={height} />
        {[0, 25, 50, 75, 100].map((tick) => (
          <text
            key={tick}
            className="chart__text"
            x={x(tick)}
            y={height + 26}
            textAnchor={tick === 0 ? "start" : tick === 100 ? "end" : "middle"}
          >
            {tick}
          </text>
        ))}
        {dots.map(({ percent, level }) => (
          <circle
            key={`${percent} ${level}`}
            className="chart__dot"
            cx={x(percent)}
            cy={height - DOT - 2 - level * STEP}
            r={DOT}
          />
        ))}
        {own !== null && (
          <path
            className="chart__bar"
            d={`M ${x(own) - 5} ${height + 1} h 10 l -5 -11 z`}
            transform={`rotate(180 ${x(own)} ${height - 1})`}
          />
        )}
      </svg>
      <p className="chart__legend">
        <span className="chart__swatch chart__swatch--open">
          {t("psychometrics.judging.others")}
        </span>
        {own !== null && (
          <span className="chart__swatch">
            {t("psychometrics.judging.own")}: {own}
          </span>
        )}
      </p>
      <p className="govuk-hint">
        {t("psychometrics.judging.group-values", {
          values: group.join(", "),
          median: median(group) ?? 0,
        })}
      </p>
    </figure>
  );
}

/** Equal ratings one above the other. */
function stacked(group: readonly number[]): { percent: number; level: number }[] {
  const levels = new Map<number, number>();
  return group.map((percent) => {
    const level = levels.get(percent) ?? 0;
    levels.set(percent, level + 1);
    return { percent, level };
  });
}
