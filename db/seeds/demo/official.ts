import { certify, type Held } from "./certification.ts";
import { type Fate, fateOf } from "./fate.ts";
import { learn } from "./learning.ts";
import { fullName, usernameOf } from "./names.ts";
import { type Place, placeAt } from "./places.ts";
import { type Dice, dice } from "./random.ts";
import type { Rows } from "./rows.ts";
import { timeline } from "./timeline.ts";
import { DAY, type World } from "./world.ts";

/** An official before anything happens to them. */
export interface Official {
  id: string;
  username: string;
  email: string | null;
  fullName: string;
  place: Place;
  fate: Fate;
  dice: Dice;
}

/** Official number `number` of the world; the others can be made before, after or never. */
export function officialOf(world: World, number: number): Official {
  const thrown = dice(world.seed, number);
  const id = thrown.uuid();
  const place = placeAt(world.gazetteer, thrown.next());
  const name = fullName(place.country, thrown);
  const fate = fateOf(world, thrown);
  const username = usernameOf(name, number);
  const email = fate.hasEmail ? `${username}@example.org` : null;
  return { id, username, email, fullName: name, place, fate, dice: thrown };
}

/** Everything that happens to an official until the end of the history, as rows. */
export function live(world: World, official: Official, rows: Rows): Held {
  const { id, fate, place, dice } = official;
  rows.users.push({
    id,
    username: official.username,
    email: official.email,
    emailVerifiedAt: official.email ? new Date(fate.joinsAt.getTime() + 20 * 60_000) : null,
    fullName: official.fullName,
    passwordHash: world.passwordHash,
    language: "es",
    organizationId: place.organizationId,
    demonstration: true,
    createdAt: fate.joinsAt,
  });
  const confirmedAt = fate.confirmed ? affiliate(world, official, rows) : null;
  const time = timeline(fate.joinsAt, world.now, place.country, dice);
  const learner = { userId: id, country: place.country, fate, dice, time };
  const passed = learn(world, learner, rows);
  if (!passed) return { course: null, agent: null };
  const holder = { ...learner, fullName: official.fullName, place, confirmedAt };
  return certify(world, holder, passed, rows);
}

/** Somebody of the staff says that they work there, within three weeks. */
function affiliate(world: World, { id, fate, place, dice }: Official, rows: Rows): Date | null {
  const at = new Date(fate.joinsAt.getTime() + Math.floor((0.2 + 20 * dice.next()) * DAY));
  if (at > world.now) return null;
  rows.affiliations.push({
    id: dice.uuid(),
    userId: id,
    organizationId: place.organizationId,
    confirmedBy: world.staff.managerId,
    confirmedAt: at,
    endedBy: null,
    endedAt: null,
  });
  return at;
}
