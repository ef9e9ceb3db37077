type Json = unknown;
type Members = Record<string, Json>;

/**
 * What a reader takes from a document: its facts, whatever the order of members and of several
 * values, and whether one is written in an array. Neither contexts nor proofs are facts.
 */
export function factsOf(document: Members): string {
  const { "@context": _, proof: __, ...rest } = document;
  return JSON.stringify(facts(rest, profilesOf(rest)));
}

function facts(value: Json, profiles: Map<string, Members>): Json {
  if (Array.isArray(value)) {
    const several = [...new Set(value.map((one) => JSON.stringify(facts(one, profiles))))].sort();
    return several.length === 1 ? facts(value[0], profiles) : several;
  }
  if (typeof value !== "object" || value === null) {
    return value === "AchievementCredential" ? "OpenBadgeCredential" : value;
  }
  const entries = Object.entries(isProfile(value) ? whole(value, profiles) : value);
  if (entries.length === 1 && entries[0]?.[0] === "id") return entries[0][1];
  return Object.fromEntries(
    entries
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, one]) => {
        // BCP 47 §2.1.1: tags are the same in either case.
        if (name === "@language") return [name, String(one).toLowerCase()];
        return [name, facts(one, profiles)];
      }),
  );
}

/** What is said of one organisation is one description, in however many places. */
function profilesOf(root: Json): Map<string, Members> {
  const profiles = new Map<string, Members>();
  const gather = (value: Json): void => {
    if (isProfile(value)) profiles.set(String(value.id), whole(value, profiles));
    if (typeof value === "object" && value !== null) Object.values(value).forEach(gather);
  };
  gather(root);
  return profiles;
}

const isProfile = (value: Json): value is Members =>
  typeof value === "object" && value !== null && String((value as Members).type) === "Profile";

const whole = (profile: Members, profiles: Map<string, Members>): Members => ({
  ...profiles.get(String(profile.id)),
  ...profile,
});
