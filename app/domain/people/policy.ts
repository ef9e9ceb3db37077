import { ROLES, type Role, type Viewer } from "./viewer.ts";

/** What somebody may be allowed to do, whoever and wherever they are. */
export type Right =
  | "see-management"
  | "see-authoring"
  | "see-people"
  | "confirm"
  | "issue-recovery"
  | "correct-name"
  | "merge"
  | "see-credentials"
  | "revoke"
  | "suspend"
  | "reissue"
  | "see-program"
  | "set-program"
  | "teach"
  | "see-statistics"
  | "proctor"
  | "accommodate"
  | "grade";

/** How far a role's right reaches: everything, or what the grant names. */
type Reach = "all" | "own-organization" | "own-course";

/** The one policy table: which role has which right, and how far. A role not named has none. */
const TABLE: Record<Right, Partial<Record<Role, Reach>>> = {
  "see-management": { coordinator: "all", manager: "all", auditor: "all", admin: "all" },
  "see-authoring": { trainer: "all", manager: "all", admin: "all" },
  "see-people": { coordinator: "own-organization", manager: "all", auditor: "all", admin: "all" },
  confirm: { coordinator: "own-organization", manager: "all", admin: "all" },
  "issue-recovery": { coordinator: "own-organization", manager: "all", admin: "all" },
  "correct-name": { coordinator: "own-organization", manager: "all", admin: "all" },
  merge: { manager: "all", admin: "all" },
  "see-credentials": { manager: "all", auditor: "all", admin: "all" },
  revoke: { manager: "all", admin: "all" },
  suspend: { manager: "all", admin: "all" },
  reissue: { manager: "all", admin: "all" },
  "see-program": { manager: "all", auditor: "all", admin: "all" },
  "set-program": { manager: "all", admin: "all" },
  teach: { trainer: "own-course", manager: "all", admin: "all" },
  "see-statistics": { trainer: "own-course", manager: "all", auditor: "all", admin: "all" },
  proctor: {
    trainer: "own-course",
    coordinator: "own-organization",
    manager: "all",
    admin: "all",
  },
  accommodate: { coordinator: "own-organization", manager: "all", admin: "all" },
  grade: { trainer: "own-course", manager: "all", admin: "all" },
};

/** Roles that a manager may grant; the others change who can administer or revoke. */
const GRANTED_BY_MANAGER: readonly Role[] = ["official", "trainer", "mentor", "coordinator"];

/** Roles whose holders give a second factor: they can administer or revoke. */
const WITH_SECOND_FACTOR: readonly Role[] = ["manager", "admin"];

type Holder = Pick<Viewer, "grants">;

/** Whether some grant of the person carries the right, wherever it reaches. */
function holds(viewer: Holder, right: Right): boolean {
  return viewer.grants.some(({ role }) => TABLE[right][role] !== undefined);
}

/** Whether a role demands a second factor of who holds it. */
export function demandsSecondFactor(roles: readonly Role[]): boolean {
  return roles.some((role) => WITH_SECOND_FACTOR.includes(role));
}

/** Organizations that the right reaches: every one, or those listed (perhaps none). */
export function organizationsReached(viewer: Holder, right: Right): "all" | string[] {
  const reached: string[] = [];
  for (const { role, organizationId } of viewer.grants) {
    const reach = TABLE[right][role];
    if (reach === "all") return "all";
    if (reach === "own-organization" && organizationId) reached.push(organizationId);
  }
  return reached;
}

function reaches(viewer: Holder, right: Right, organizationId: string | null): boolean {
  const reached = organizationsReached(viewer, right);
  return reached === "all" || (organizationId !== null && reached.includes(organizationId));
}

/** Whether the management pages exist for this person. */
export const canSeeManagement = (viewer: Holder): boolean => holds(viewer, "see-management");

/** Whether the authoring pages exist for this person. */
export const canSeeAuthoring = (viewer: Holder): boolean => holds(viewer, "see-authoring");

/** Whether the list of people exists for this person; what it lists is bounded by organization. */
export const canSeePeople = (viewer: Holder): boolean => holds(viewer, "see-people");

/** Whether somebody of this organization (null = of none) is seen by this person. */
export const canSeePerson = (viewer: Holder, organizationId: string | null): boolean =>
  reaches(viewer, "see-people", organizationId);

/** Whether this person may say who belongs to the organization. */
export const canConfirm = (viewer: Holder, organizationId: string | null): boolean =>
  reaches(viewer, "confirm", organizationId);

/** Somebody who is not asking: where they say they work, and the roles they hold. */
export interface Subject {
  organizationId: string | null;
  roles: readonly Role[];
}

/**
 * Whether this person may hand somebody a way back in. Never to who holds a role
 * that this person could not give: it would be a way to become them.
 */
export const canIssueRecovery = (viewer: Holder, { organizationId, roles }: Subject): boolean =>
  reaches(viewer, "issue-recovery", organizationId) && outranks(viewer, roles);

/** Whether this person could have given every one of these roles; anybody may be an official. */
export const outranks = (viewer: Holder, roles: readonly Role[]): boolean =>
  roles.every((role) => role === "official" || canGrantRole(viewer, role));

/** Whether this person may correct the name of somebody of the organization. */
export const canCorrectName = (viewer: Holder, organizationId: string | null): boolean =>
  reaches(viewer, "correct-name", organizationId);

/** Whether this person may make two accounts one. */
export const canMerge = (viewer: Holder): boolean => holds(viewer, "merge");

/** Whether this person may give or take this role: nobody raises others above themselves. */
export const canGrantRole = (viewer: Holder, role: Role): boolean =>
  viewer.grants.some(
    (grant) =>
      grant.role === "admin" || (grant.role === "manager" && GRANTED_BY_MANAGER.includes(role)),
  );

/** Whether issued certificates are listed for this person. */
export const canSeeCredentials = (viewer: Holder): boolean => holds(viewer, "see-credentials");

/** Whether this person may revoke a certificate. */
export const canRevoke = (viewer: Holder): boolean => holds(viewer, "revoke");

/** Whether this person may suspend a certificate, and lift that. */
export const canSuspend = (viewer: Holder): boolean => holds(viewer, "suspend");

/** Whether this person may issue a certificate anew, under another name or after a revocation. */
export const canReissue = (viewer: Holder): boolean => holds(viewer, "reissue");

/** Whether this person sees how the programme is set. */
export const canSeeProgram = (viewer: Holder): boolean => holds(viewer, "see-program");

/** Whether this person may set the programme's name, countries and goal. */
export const canSetProgram = (viewer: Holder): boolean => holds(viewer, "set-program");

/** Whether this person may write and answer for the course. */
export const canTeach = (viewer: Holder, courseSlug: string): boolean =>
  reachesCourse(viewer, "teach", courseSlug);

/** Whether the statistics of some exam exist for this person. */
export const canSeeSomeStatistics = (viewer: Holder): boolean => holds(viewer, "see-statistics");

/** Whether this person sees what the questions of the course's exam do, keys included. */
export const canSeeStatistics = (viewer: Holder, courseSlug: string): boolean =>
  reachesCourse(viewer, "see-statistics", courseSlug);

/** Whether the pages of marking and appeals exist for this person; which courses they show is bounded. */
export const canSeeGrading = (viewer: Holder): boolean => holds(viewer, "grade");

/** Whether this person may mark what officials of the course answer, and decide about its items. */
export const canGrade = (viewer: Holder, courseSlug: string): boolean =>
  reachesCourse(viewer, "grade", courseSlug);

function reachesCourse(viewer: Holder, right: Right, courseSlug: string): boolean {
  return viewer.grants.some(({ role, courseSlug: own }) => {
    const reach = TABLE[right][role];
    return reach === "all" || (reach === "own-course" && (own === null || own === courseSlug));
  });
}

/** Whether some exam is watched over by this person. */
export const canProctor = (viewer: Holder): boolean => holds(viewer, "proctor");

/** Whose attempts somebody watches over: everybody's at some courses, and of some organizations at all. */
export interface ProctorReach {
  courses: "all" | string[];
  organizations: string[];
}

/** Whose attempts this person watches over. */
export function proctorReach(viewer: Holder): ProctorReach {
  const organizations = organizationsReached(viewer, "proctor");
  if (organizations === "all") return { courses: "all", organizations: [] };
  const own = viewer.grants.filter(({ role }) => TABLE.proctor[role] === "own-course");
  if (own.some(({ courseSlug }) => courseSlug === null)) return { courses: "all", organizations };
  return { courses: own.flatMap(({ courseSlug }) => courseSlug ?? []), organizations };
}

/** Whether this person watches over attempts at the course's exam, be it of some people only. */
export function canProctorCourse(viewer: Holder, courseSlug: string): boolean {
  const { courses, organizations } = proctorReach(viewer);
  return courses === "all" || courses.includes(courseSlug) || organizations.length > 0;
}

/** Whether this person watches over attempts at the course's exam of people of the organization. */
export function canProctorAttempt(
  viewer: Holder,
  courseSlug: string,
  organizationId: string | null,
): boolean {
  const { courses, organizations } = proctorReach(viewer);
  if (courses === "all" || courses.includes(courseSlug)) return true;
  return organizationId !== null && organizations.includes(organizationId);
}

/** Whether there is somebody to whom this person may give more time in exams. */
export const canAccommodateSomebody = (viewer: Holder): boolean => holds(viewer, "accommodate");

/** Whether this person may give somebody of the organization more time in exams. */
export const canAccommodate = (viewer: Holder, organizationId: string | null): boolean =>
  reaches(viewer, "accommodate", organizationId);

/** The management pages that exist for this person. */
export const managementDoors = (viewer: Holder) => ({
  people: canSeePeople(viewer),
  merge: canMerge(viewer),
  credentials: canSeeCredentials(viewer),
  decisions: canRevoke(viewer),
  program: canSeeProgram(viewer),
  exams: canProctor(viewer),
  statistics: canSeeSomeStatistics(viewer),
});

/** What the viewer may do with somebody, for the page that offers it. */
export function whatMay<Assignment extends { role: Role }>(
  viewer: Viewer,
  person: Subject & {
    id: string;
    assignments: readonly Assignment[];
    affiliation: { organizationId: string } | null;
  },
) {
  const { organizationId, affiliation } = person;
  const isConfirmed = affiliation !== null && affiliation.organizationId === organizationId;
  return {
    may: {
      confirm:
        canConfirm(viewer, organizationId) &&
        organizationId !== null &&
        !isConfirmed &&
        viewer.id !== person.id,
      end: affiliation !== null && canConfirm(viewer, affiliation.organizationId),
      recover: canIssueRecovery(viewer, person) && viewer.id !== person.id,
      correct: canCorrectName(viewer, organizationId) && viewer.id !== person.id,
      merge: canMerge(viewer) && outranks(viewer, person.roles),
      accommodate: canAccommodate(viewer, organizationId) && viewer.id !== person.id,
    },
    grantable: ROLES.filter((role) => role !== "official" && canGrantRole(viewer, role)),
    assignments: person.assignments.map((one) => {
      return { ...one, removable: canGrantRole(viewer, one.role) };
    }),
  };
}
