import { demandsSecondFactor } from "#app/domain/people/policy.ts";
import { ROLES, type Role } from "#app/domain/people/viewer.ts";
import type { Fate } from "./fate.ts";
import { live, type Official } from "./official.ts";
import type { Place } from "./places.ts";
import { dice } from "./random.ts";
import type { Rows } from "./rows.ts";
import { DAY, HISTORY_DAYS, type World } from "./world.ts";

/** A person of the cast who can log in. */
export interface Login {
  id: string;
  role: Role;
  username: string;
  email: string;
  fullName: string;
  password: string;
  /** Base 32; only for roles that demand a second factor. */
  totpSecret: string | null;
}

const NAMES: Record<Role, string> = {
  official: "Marta Elena Coyoy Pérez",
  trainer: "Luis Fernando Barrios Sac",
  mentor: "Carolina Andrea Soto Rivera",
  coordinator: "Rosa María Xicará López",
  manager: "Patricia Isabel Méndez Ajpop",
  auditor: "Jorge Andrés Fuentes Vera",
  admin: "Silvia Noemí Orozco Tum",
};

/** Who can log in, by role: the same people and passwords for the same seed. */
export function loginsOf(seed: string): Login[] {
  return ROLES.map((role, index) => {
    const thrown = dice(`${seed} logins`, index);
    const id = thrown.uuid();
    const password = base32(thrown.bytes(10))
      .toLowerCase()
      .replace(/(.{4})(?=.)/g, "$1-");
    return {
      id,
      role,
      username: `demo.${role}`,
      email: `${role}@example.org`,
      fullName: NAMES[role],
      password,
      totpSecret: demandsSecondFactor([role]) ? base32(thrown.bytes(20)) : null,
    };
  });
}

/** Certificates worth showing, by what each shows. */
export type Shown = Record<"valid" | "revoked" | "expired" | "course" | "kiche", string>;

export interface CastOptions {
  logins: readonly Login[];
  /** Password hashes and sealed second factors, by role. */
  hashes: ReadonlyMap<Role, string>;
  sealed: ReadonlyMap<Role, string>;
}

/** The people with a part of their own: those who log in, and holders of certificates to show. */
export function playCast(world: World, options: CastOptions, rows: Rows): Shown {
  const home = placeOf(world, "GT-0901");
  for (const login of options.logins) enter(world, login, options, home, rows);

  const held = (place: number, name: string, code: string, fate: Partial<Fate>) =>
    live(world, castOfficial(world, place, name, placeOf(world, code), fate), rows);
  const valid = held(1, "Ana Lucía Tzunún Cifuentes", "GT-0902", {});
  const kiche = held(2, "Nikteʼ Ixmukane Batzʼ Tzʼunun", "GT-0805", {});
  const revoked = held(3, "Rodrigo Ignacio Fuentes Tapia", "CL-14101", { revoked: true });
  const expired = held(4, "Elvira Juana Ajanel Morales", "GT-1406", {
    joinsAt: daysBefore(world, HISTORY_DAYS - 10),
    ambition: 0,
  });
  const course = held(5, "Camila Rayén Catrileo Muñoz", "CL-09101", { ambition: 2 });
  held(6, "Héctor Manuel Araya Contreras", "CL-04101", {});
  merge(world, castOfficial(world, 6, "", home, {}).id, rows);

  const address = (id: string | null) => {
    if (!id) throw new Error("The history is too short for the cast's certificates");
    return `${world.origin}/verificar/${id}`;
  };
  return {
    valid: address(valid.agent),
    revoked: address(revoked.agent),
    expired: address(expired.course),
    course: address(course.course),
    kiche: address(kiche.agent),
  };
}

/** Officials of the cast, the one who logs in and the merged account included: they count among those asked for. */
export const CAST_OFFICIALS = 8;

function enter(
  world: World,
  login: Login,
  { hashes, sealed }: CastOptions,
  place: Place,
  rows: Rows,
): void {
  const { id, role, username, email, fullName } = login;
  const thrown = dice(`${world.seed} ${role}`, 0);
  const isOfficial = role === "official";
  const fate = calm(world, {
    joinsAt: daysBefore(world, isOfficial ? 40 : HISTORY_DAYS),
    stopsAfter: isOfficial ? 3 : 0,
  });
  live(
    { ...world, passwordHash: hashes.get(role) ?? world.passwordHash },
    { id, username, email, fullName, place, fate, dice: thrown },
    rows,
  );
  rows.roleAssignments.push({
    id: thrown.uuid(),
    userId: id,
    role,
    organizationId: role === "coordinator" ? place.organizationId : null,
    courseSlug: null,
    grantedBy: null,
    grantedAt: fate.joinsAt,
  });
  const sealedSecret = sealed.get(role);
  if (sealedSecret) {
    rows.secondFactors.push({ userId: id, sealedSecret, confirmedAt: fate.joinsAt });
  }
}

function castOfficial(
  world: World,
  place: number,
  fullName: string,
  at: Place,
  fate: Partial<Fate>,
): Official {
  const thrown = dice(`${world.seed} cast`, place);
  const id = thrown.uuid();
  const username = `demo.titular.${place}`;
  return { id, username, email: null, fullName, place: at, fate: calm(world, fate), dice: thrown };
}

/** A fate without accidents, to be changed where the part asks for it. */
function calm(world: World, fate: Partial<Fate>): Fate {
  return {
    joinsAt: daysBefore(world, 700),
    hasEmail: true,
    confirmed: true,
    stopsAfter: null,
    ability: 9,
    ambition: world.requirements.length,
    leavesName: false,
    revoked: false,
    ...fate,
  };
}

/** The same person had opened a second account, and a manager made the two one. */
function merge(world: World, keptUserId: string, rows: Rows): void {
  const second = castOfficial(world, 7, "Hector Araya Contreras", placeOf(world, "CL-04101"), {
    joinsAt: daysBefore(world, 300),
    confirmed: false,
    stopsAfter: 0,
  });
  live(world, second, rows);
  rows.merges.push({
    mergedUserId: second.id,
    keptUserId,
    mergedBy: world.staff.managerId,
    mergedAt: daysBefore(world, 290),
    reason: "La misma persona se registró dos veces, la segunda sin tildes.",
  });
}

const daysBefore = ({ now }: World, days: number) => new Date(now.getTime() - days * DAY);

function placeOf({ gazetteer }: World, organizationId: string): Place {
  const found = gazetteer.places.find((place) => place.organizationId === organizationId);
  if (!found) throw new Error(`There is no organization ${organizationId}`);
  return found;
}

/** RFC 4648 base 32, unpadded. */
function base32(bytes: Uint8Array): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join("");
}
