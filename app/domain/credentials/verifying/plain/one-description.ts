import { canonicalJson } from "#app/kernel/canonical-json.ts";

type Members = Record<string, unknown>;

/**
 * Whether what is said of one id is said in one place, or in the same words in each: the
 * statements of RDF hang on the id, so that they could be moved from one place to the other,
 * or one thing be shown as two, without a change of what was signed. Of an organisation or a
 * person (`Profile`), who is often the issuer and the author, one place may say less.
 */
export function describedOnce(credential: Members): boolean {
  const { proof: _, ...own } = credential;
  const byId = new Map<string, Members[]>();
  gather(own, byId);
  return [...byId.values()].every((places) => {
    const different = new Map(places.map((place) => [canonicalJson(place), place]));
    return different.size === 1 || agree([...different.values()]);
  });
}

function gather(value: unknown, byId: Map<string, Members[]>): void {
  if (typeof value !== "object" || value === null) return;
  for (const one of Object.values(value)) gather(one, byId);
  const { id } = value as Members;
  if (typeof id !== "string" || Object.keys(value).length === 1) return;
  byId.set(id, [...(byId.get(id) ?? []), value as Members]);
}

function agree(places: Members[]): boolean {
  const isProfile = ({ type }: Members) => canonicalJson([type].flat()) === '["Profile"]';
  if (!places.every(isProfile)) return false;
  const said = new Map<string, string>();
  for (const [name, value] of places.flatMap((place) => Object.entries(place))) {
    const text = canonicalJson([value].flat());
    if ((said.get(name) ?? text) !== text) return false;
    said.set(name, text);
  }
  return true;
}
