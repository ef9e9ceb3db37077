import { z } from "zod";

/** Characters of the longest name; the longest legal ones of both countries are under 120. */
const LONGEST = 200;

/** Unseen characters that reorder, hide or imitate: controls, formats, private use, unassigned. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu;

/** Letters in costume (mathematical, full width), which are Latin underneath. */
const IN_COSTUME = /[\u{1D400}-\u{1D7FF}\uFF00-\uFFEF]/gu;

/** Scripts that the certificate's typeface holds. https://www.unicode.org/reports/tr24/ */
const WRITABLE =
  /^(?:\p{L}(?<=[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Common}])|\P{L})*$/u;

/** Signs that no name has and no typeface is sure to hold: emoji, dingbats, arrows. */
const PICTURE = /[^\p{L}\p{M}\p{N}\p{P}\p{Zs}\u0020-\u007e\u00a0-\u00ff]/u;

/** A name as it is kept: composed, on one line, with nothing unseen, and accents in reason. */
export function cleanName(typed: string): string {
  return typed
    .normalize("NFC")
    .replace(IN_COSTUME, (letter) => letter.normalize("NFKC"))
    .replace(/\s/g, " ")
    .replace(UNSEEN, "")
    .replace(/(\p{M}{2})\p{M}+/gu, "$1")
    .replace(/ {2,}/g, " ")
    .trim();
}

const NAME_PROBLEMS = ["empty", "too-long", "script"] as const;
export type NameProblem = (typeof NAME_PROBLEMS)[number];

/** Whether a refusal is for how the name is written, whose sentences are `people.name`. */
export const isNameProblem = (reason: string): reason is NameProblem =>
  (NAME_PROBLEMS as readonly string[]).includes(reason);

/**
 * Why a cleaned name cannot be kept, or null. Any mark of punctuation is taken, since
 * every page, file and mail writes names safely; a script that the certificate
 * cannot print is not, and is asked for in Latin letters.
 */
export function nameProblem(name: string): NameProblem | null {
  if (!/\p{L}/u.test(name)) return "empty";
  if ([...name].length > LONGEST) return "too-long";
  return WRITABLE.test(name) && !PICTURE.test(name) ? null : "script";
}

/** A name in a form. */
export const PersonName = z
  .string()
  .max(2000, "people.name.too-long")
  .transform(cleanName)
  .superRefine((name, context) => {
    const problem = nameProblem(name);
    if (problem) context.addIssue({ code: "custom", message: `people.name.${problem}` });
  });
