import { scaleBand, scaleLinear } from "d3-scale";
import { formatNumber, formatShare } from "#app/i18n/format.ts";
import { useRequest } from "#app/ui/request.tsx";
import type { Distribution } from "../classical/exam.ts";

/** Units of the drawing; a phone of 360 px shows it at its size, so that letters stay readable. */
const WIDTH = 340;
const HEIGHT = 220;
const LEFT = 36;
const TOP = 12;
const BOTTOM = 30;

export interface DistributionChartProps {
  distribution: Distribution;
  /** 0 to 1. */
  passMark: number;
}

/** People by score, as bars; those of the scores that pass are filled. */
export function DistributionChart({ distribution, passMark }: DistributionChartProps) {
  const { t, language } = useRequest();
  const steps = stepsOf(distribution, passMark);
  const x = scaleBand(
    steps.map(({ step }) => step),
    [LEFT, WIDTH],
  ).padding(0.15);
  const y = scaleLinear(
    [0, Math.max(1, ...steps.map(({ people }) => people))],
    [HEIGHT - BOTTOM, TOP],
  ).nice(4);
  const every = Math.ceil(steps.length / 10);
  return (
    <figure className="chart">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t("psychometrics.exam.distribution-label")}
        className="chart__drawing"
      >
        {y
          .ticks(4)
          .filter(Number.isInteger)
          .map((tick) => (
            <g key={tick}>
              <line className="chart__grid" x1={LEFT} x2={WIDTH} y1={y(tick)} y2={y(tick)} />
              <text className="chart__text" x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
                {formatNumber(tick, language)}
              </text>
            </g>
          ))}
        {steps.map(({ step, from, people, passes }) => (
          <g key={step}>
            <rect
              className={passes ? "chart__bar" : "chart__bar chart__bar--open"}
              x={x(step)}
              y={y(people)}
              width={x.bandwidth()}
              height={y(0) - y(people)}
            />
            {step % every === 0 && (
              <text
                className="chart__text"
                x={(x(step) ?? 0) + x.bandwidth() / 2}
                y={HEIGHT - 10}
                textAnchor="middle"
              >
                {distribution.unit === "points" ? step : `${Math.round(from * 100)}`}
              </text>
            )}
          </g>
        ))}
      </svg>
      <figcaption className="chart__legend">
        <span className="chart__swatch">{t("psychometrics.exam.above")}</span>
        <span className="chart__swatch chart__swatch--open">{t("psychometrics.exam.below")}</span>
      </figcaption>
    </figure>
  );
}

/** The chart's numbers. */
export function DistributionTable({ distribution, passMark }: DistributionChartProps) {
  const { t, language } = useRequest();
  const steps = stepsOf(distribution, passMark);
  const points = distribution.unit === "points";
  const named = ({ step, from }: Step) =>
    points
      ? formatNumber(step, language)
      : t("psychometrics.exam.tenth", {
          from: formatShare(from, language),
          to: formatShare(from + 0.1, language),
        });
  return (
    <details>
      <summary>{t("psychometrics.exam.distribution-table")}</summary>
      <table className="govuk-table">
        <caption className="govuk-visually-hidden">{t("psychometrics.exam.distribution")}</caption>
        <thead>
          <tr>
            <th scope="col">
              {points
                ? t("psychometrics.exam.points", { of: steps.length - 1 })
                : t("psychometrics.exam.tenths")}
            </th>
            <th scope="col" className="numeric">
              {t("psychometrics.exam.n")}
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.step}>
              <th scope="row">{named(step)}</th>
              <td className="numeric">{formatNumber(step.people, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

interface Step {
  step: number;
  /** The least score of it, 0 to 1. */
  from: number;
  people: number;
  /** All of it reaches the pass mark. */
  passes: boolean;
}

function stepsOf({ unit, counts }: Distribution, passMark: number): Step[] {
  const whole = unit === "points" ? counts.length - 1 : counts.length;
  return counts.map((people, step) => {
    const from = step / Math.max(1, whole);
    return { step, from, people, passes: from >= passMark - 1e-9 };
  });
}
