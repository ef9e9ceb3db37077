import { expect, test } from "vitest";
import { examStatistics } from "#app/domain/psychometrics/statistics.ts";
import { plainItems, sitting } from "#tests/factories/sittings.ts";
import { sharedData, sharedJson, sharedText, where } from "./shared-data.ts";

/** LSAT6 (Bock & Lieberman 1970), with what R's psych, eRm and ltm make of it. */
const FOLDER = "../psychometrics";

interface Reference {
  lsat6: {
    p: number[];
    item_rest_r: number[];
    mean: number;
    sd_n1: number;
    alpha_KR20: number;
    total_counts_0_5: number[];
    rasch_CML_difficulty_sum0: number[];
    rasch_CML_se: number[];
    rasch_CML_logLik: number;
    twoPL: { a: number[]; d: number[]; b: number[]; logLik: number };
  };
}

const hashes = ["q1", "q2", "q3", "q4", "q5"];

function sittings() {
  const [, ...rows] = sharedText(`${FOLDER}/lsat6_patterns.csv`).trim().split("\n");
  return rows.flatMap((row) => {
    const [pattern = "", n] = row.split(",");
    const scores = Object.fromEntries(hashes.map((hash, at) => [hash, Number(pattern[at])]));
    return Array.from({ length: Number(n) }, () => sitting(scores));
  });
}

test(`LSAT6: every number is the reference's${where}`, async () => {
  if (!sharedData) return;
  const { lsat6 } = sharedJson<Reference>(`${FOLDER}/reference.json`);

  const found = await examStatistics(sittings(), plainItems(hashes), async () => {});

  const { exam, items, rasch, twoParameter } = found;
  expect(exam.n).toBe(1000);
  expect(exam.mean * 5).toBeCloseTo(lsat6.mean, 6);
  expect(exam.sd * 5).toBeCloseTo(lsat6.sd_n1, 6);
  expect(exam.distribution).toEqual({ unit: "points", counts: lsat6.total_counts_0_5 });
  if (!exam.alpha.ok) throw new Error(exam.alpha.reason);
  within(1e-6, [exam.alpha.value], [lsat6.alpha_KR20]);
  within(
    1e-4,
    items.map(({ p }) => p),
    lsat6.p,
  );
  within(
    1e-4,
    items.map(({ r }) => r as number),
    lsat6.item_rest_r,
  );

  const difficulties = items.map((item) => value(item.rasch));
  within(
    1e-3,
    difficulties.map(({ difficulty }) => difficulty),
    lsat6.rasch_CML_difficulty_sum0,
  );
  within(
    1e-3,
    difficulties.map(({ se }) => se),
    lsat6.rasch_CML_se,
  );
  within(5e-3, [rasch.logLik as number], [lsat6.rasch_CML_logLik]);

  const curves = items.map((item) => value(item.twoParameter));
  within(
    1e-3,
    curves.map(({ a }) => a),
    lsat6.twoPL.a,
  );
  within(
    1e-3,
    curves.map(({ d }) => d),
    lsat6.twoPL.d,
  );
  within(
    1e-3,
    curves.map(({ b }) => b),
    lsat6.twoPL.b,
  );
  within(1e-3, [twoParameter.logLik as number], [lsat6.twoPL.logLik]);
});

function value<Estimate>(
  result: { ok: true; value: Estimate } | { ok: false; reason: string },
): Estimate {
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

/** Each no farther from the other than that. */
function within(tolerance: number, found: readonly number[], expected: readonly number[]) {
  expect(found).toHaveLength(expected.length);
  const farthest = Math.max(...found.map((one, at) => Math.abs(one - (expected[at] as number))));
  expect(farthest, `${found} for ${expected}`).toBeLessThanOrEqual(tolerance);
}
