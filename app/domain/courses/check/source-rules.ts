import { z } from "zod";
import type { Inspection, Prose } from "../compile/inspect.ts";
import type { TagName } from "../tags.ts";
import type { LessonFinding } from "./lesson-rules.ts";

/** `content/facts.json`: facts that were checked against their source. */
export const Facts = z.array(
  z.strictObject({
    id: z.string().min(1),
    country: z.enum(["GT", "CL", "-"]),
    /** As its source gives it; "s. f." if it gives none. */
    year: z.string().min(1),
    /** It changes: who cites it says so. */
    volatile: z.boolean(),
    source: z.string().min(1),
    claim: z.string().min(1),
  }),
);
export type Facts = z.infer<typeof Facts>;

/** Where amounts are of a story, and tasks are the reader's own. */
const STORIES = new Set<TagName>(["Example", "WorkedExample", "Mistake", "Activity"]);

/** What a reader may want to look up: a law or its article, and a figure of money, share or delay. */
const LAW =
  /\b(?:Ley(?: N\.?º)? ?\d|Ley (?:de|del|Orgánica|General|sobre)\b|Decreto(?: Ley)? ?(?:N\.?º ?)?\d|DFL ?\d|DL ?\d|Constitución|Código Municipal|art(?:ículo|ículos|s)?\.? \d)/u;
const FIGURE = /\d ?%|\bQ ?\d|\$ ?\d|\d (?:UTM|UF|días hábiles)\b|\bpor millar\b/u;

/** What is cited wrongly, or asserted with no source beside it (checklist for a lesson, point 11). */
export function sourceFindings(inspection: Inspection, facts: Facts): LessonFinding[] {
  return [...citationFindings(inspection, facts), ...assertionFindings(inspection)];
}

function citationFindings({ tags }: Inspection, facts: Facts): LessonFinding[] {
  const known = new Map(facts.map((fact) => [fact.id, fact]));
  return tags.flatMap(({ name, attributes, line }): LessonFinding[] => {
    if (name !== "Source") return [];
    const { id = "", href, country, volatile } = attributes;
    const fact = known.get(id);
    if (!fact && !href) {
      return [{ line, message: `${id}: neither in facts.json nor with an address to find it at` }];
    }
    const found: LessonFinding[] = [];
    if (fact?.volatile && volatile !== "yes") {
      found.push({ line, message: `${id}: it changes; write volatile="yes"` });
    }
    if (fact && country !== fact.country) {
      found.push({ line, message: `${id}: country is ${fact.country}` });
    }
    return found;
  });
}

/** Each paragraph with a law or a figure has a source of its country in its section. */
function assertionFindings({ prose, tags, outline }: Inspection): LessonFinding[] {
  const sectionOf = (line: number) => outline.filter((heading) => heading.line <= line).length;
  const sources = tags
    .filter(({ name }) => name === "Source")
    .map(({ line, country }) => ({ section: sectionOf(line), country }));
  return prose.flatMap(({ text, line, country, within, isHeading }) => {
    if (isHeading || within.some((tag) => STORIES.has(tag))) return [];
    const [said] = LAW.exec(text) ?? FIGURE.exec(text) ?? [];
    if (said === undefined) return [];
    const section = sectionOf(line);
    const isCited = sources.some(
      (source) => source.section === section && suits(source.country, country),
    );
    return isCited ? [] : [{ line, message: `"${said}" has no <Source> in its section` }];
  });
}

/** A source for every country serves each of them. */
const suits = (source: Prose["country"], prose: Prose["country"]) =>
  source === null || prose === null || source === prose;
