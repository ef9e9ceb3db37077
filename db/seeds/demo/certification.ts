import type { Achievement } from "#app/domain/credentials/issuing/achievement.ts";
import { type ClaimedOrganization, freezeClaims } from "#app/domain/credentials/issuing/claims.ts";
import { CODE_BYTES, ID_BYTES, makeCode, makeId } from "#app/domain/credentials/issuing/code.ts";
import type { RevocationReason } from "#app/domain/credentials/revocation-reason.ts";
import { paths } from "#app/paths.ts";
import type { Learner, Passed } from "./learning.ts";
import type { Place } from "./places.ts";
import type { Dice } from "./random.ts";
import type { Rows } from "./rows.ts";
import { DAY, type World } from "./world.ts";

/** Who is certified, beside what they learnt. */
export interface Holder extends Learner {
  fullName: string;
  place: Place;
  confirmedAt: Date | null;
}

/** Ids of the certificates a person came to hold. */
export interface Held {
  course: string | null;
  agent: string | null;
}

/** The course's certificate and, for whoever goes on, the other requirements and the agent's. */
export function certify(world: World, holder: Holder, passed: Passed, rows: Rows): Held {
  const { userId, time, fate } = holder;
  const pilot = passed.at < world.startsOn;
  const achievement = pilot ? world.pilotAchievement : world.courseAchievement;
  const course = award(world, holder, achievement, passed.at, rows);
  rows.requirementResults.push({
    userId,
    pathwayId: world.agentAchievement.id,
    requirement: `exam:${world.course.slug}`,
    metAt: passed.at,
    evidence: { score: passed.score },
  });
  const open = world.requirements.filter((each) => each !== `exam:${world.course.slug}`);
  time.notBefore(world.startsOn);
  for (const requirement of open.slice(0, fate.ambition)) {
    const metAt = time.after(3, 21);
    if (!metAt) return { course, agent: null };
    const evidence = evidenceFor(world, requirement, holder.dice);
    rows.requirementResults.push({
      userId,
      pathwayId: world.agentAchievement.id,
      requirement,
      metAt,
      evidence,
    });
    if (requirement === open.at(-1)) {
      return { course, agent: award(world, holder, world.agentAchievement, metAt, rows) };
    }
  }
  return { course, agent: null };
}

function evidenceFor({ staff }: World, requirement: string, dice: Dice) {
  if (requirement.startsWith("exam:")) return { score: dice.between(70, 98) / 100 };
  const mark = () => dice.between(1, 3);
  const rubric = { evidence: mark(), people: mark(), legality: mark(), usefulness: mark() };
  return { rubric, reviewedBy: staff.trainerId };
}

/** A certificate: intended when the last requirement is met, issued once its holder confirms the name. */
function award(
  world: World,
  holder: Holder,
  achievement: Achievement,
  metAt: Date,
  rows: Rows,
): string {
  const { userId, fullName, place, dice, fate } = holder;
  const id = makeId(dice.bytes(ID_BYTES));
  const code = makeCode(dice.bytes(CODE_BYTES));
  const confirming = new Date(metAt.getTime() + Math.floor(dice.next() ** 3 * 4 * DAY) + 60_000);
  const issuedAt = fate.leavesName || confirming > world.now ? null : confirming;
  const claims =
    issuedAt &&
    freezeClaims(
      {
        id,
        code,
        address: `${world.origin}${paths.credential(id)}`,
        name: fullName,
        achievement,
        programName: world.programName,
        organization: claimedOrganization(place, holder.confirmedAt, issuedAt),
        timeZone: place.timeZone,
        trial: world.trial,
      },
      issuedAt,
    );
  rows.credentials.push({
    id,
    code,
    userId,
    achievementId: achievement.id,
    achievementEdition: achievement.edition,
    intendedAt: metAt,
    issuedAt,
    claims,
    expiresAt: claims?.expiresAt ? new Date(claims.expiresAt) : null,
    organizationId: issuedAt ? place.organizationId : null,
    // Nobody of a demonstration has a mailbox.
    mailedAt: issuedAt,
    trial: world.trial,
  });
  if (issuedAt && fate.revoked) revoke(world, id, issuedAt, dice, rows);
  return id;
}

function claimedOrganization(
  { organizationId, municipality, division, country }: Place,
  confirmedAt: Date | null,
  issuedAt: Date,
): ClaimedOrganization {
  const confirmed = confirmedAt !== null && confirmedAt <= issuedAt;
  return { code: organizationId, municipality, division, country, confirmed };
}

const REASONS: readonly { reason: RevocationReason; note: string }[] = [
  { reason: "error", note: "Emitido a nombre de otra persona por error en la inscripción." },
  { reason: "fraud", note: "La persona no trabajaba en la municipalidad que declaró." },
  { reason: "fraud", note: "El proyecto presentado era de otra persona." },
];

function revoke(world: World, credentialId: string, issuedAt: Date, dice: Dice, rows: Rows): void {
  const left = world.now.getTime() - issuedAt.getTime();
  rows.revocations.push({
    credentialId,
    revokedBy: world.staff.managerId,
    revokedAt: new Date(
      issuedAt.getTime() + Math.floor((0.1 + 0.8 * dice.next()) * Math.min(left, 200 * DAY)),
    ),
    ...dice.pick(REASONS),
  });
}
