import { expect, test } from "vitest";
import { keyOfParts, SAMPLES } from "#tests/factories/items.ts";
import { match as rules } from "./match.ts";

const { item, right } = SAMPLES.match;
const whole = { ...item, response: { ...item.response, whole: true } };

test("each source matched right adds its share", () => {
  expect(rules.score(item, right)).toBe(1);
  expect(rules.score(item, right.slice(0, 2))).toBe(0.666667);
  expect(rules.score(item, ["s1 c3", "s2 c2", "s3 c1"])).toBe(0.333333);
  expect(rules.score(item, [])).toBe(0);
});

test("where all are needed, a part is worth nothing", () => {
  expect(rules.score(whole, right.slice(0, 2))).toBe(0);
  expect(rules.score(whole, right)).toBe(1);
});

test("of a source that comes twice the first choice counts", () => {
  expect(rules.score(item, ["s1 c1", "s1 c3", "s2 c1", "s3 c2"])).toBe(0.666667);
});

test("a choice may serve two sources and another none", () => {
  const twice = { ...item, response: keyOfParts("s1 c1", "s2 c1", "s3 c2") };
  expect(rules.problem(twice)).toBeNull();
  expect(rules.score(twice, ["s1 c1", "s2 c1", "s3 c2"])).toBe(1);
});

test("a source matched right explains itself; of another only the choice taken does", () => {
  const why = rules.feedback?.(item, ["s1 c3", "s2 c2"]);
  expect(why).toEqual({ s1: "Porque s1", s2: "Porque c2" });
});

test("each source needs its key, and the keys add up", () => {
  expect(rules.problem(item)).toBeNull();
  expect(rules.problem({ ...item, sources: item.sources?.slice(0, 1) })).toBe("too-few-sources");
  expect(rules.problem({ ...item, response: keyOfParts("s1 c1", "s2 c2") })).toBe("no-key");
  const short = { ...item.response, mapping: { ...item.response.mapping, "s1 c3": 0.1 } };
  expect(rules.problem({ ...item, response: short })).toBe("bad-weights");
});
