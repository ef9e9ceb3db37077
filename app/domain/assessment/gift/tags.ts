import { DIFFICULTIES } from "#app/domain/courses/manifest.ts";
import type { AssessmentItem, Difficulty, ItemUse } from "../item.ts";

type Tagged = Pick<AssessmentItem, "objective" | "difficulty" | "countries" | "uses">;

const USES: Record<string, ItemUse> = { leccion: "lesson", examen: "exam", repaso: "review" };

/**
 * Reads `[tag:name:value]` comments. Names: objetivo, dificultad, uso (leccion,
 * examen, repaso), pais (codes joined by commas). A tag of another name is
 * somebody else's and is left alone; a value that a name does not take is told.
 */
export function readTags(tags: readonly string[]): { values: Tagged; wrong: string[] } {
  const values: Tagged = { objective: null, difficulty: "media", countries: [], uses: [] };
  const wrong: string[] = [];
  for (const tag of tags) {
    const at = tag.indexOf(":");
    const value = tag.slice(at + 1).trim();
    switch (at < 0 ? "" : tag.slice(0, at).trim()) {
      case "objetivo":
        if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)) values.objective = value;
        else wrong.push(tag);
        break;
      case "dificultad":
        if ((DIFFICULTIES as readonly string[]).includes(value))
          values.difficulty = value as Difficulty;
        else wrong.push(tag);
        break;
      case "pais": {
        const codes = value.split(",").map((code) => code.trim());
        if (codes.every((code) => /^[A-Z]{2}$/.test(code))) values.countries.push(...codes);
        else wrong.push(tag);
        break;
      }
      case "uso":
        for (const use of value.split(",")) {
          const known = USES[use.trim()];
          if (known) values.uses.push(known);
          else wrong.push(tag);
        }
    }
  }
  if (values.uses.length === 0) values.uses.push("lesson");
  return { values, wrong };
}
