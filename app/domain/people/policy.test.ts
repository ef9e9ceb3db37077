import { describe, expect, test } from "vitest";
import {
  canAccommodate,
  canConfirm,
  canCorrectName,
  canGrade,
  canGrantRole,
  canIssueRecovery,
  canMerge,
  canProctor,
  canProctorCourse,
  canReissue,
  canRevoke,
  canSeeAuthoring,
  canSeeCredentials,
  canSeeGrading,
  canSeeManagement,
  canSeePerson,
  canSeeProgram,
  canSetProgram,
  canSuspend,
  canTeach,
  demandsSecondFactor,
  proctorReach,
} from "./policy.ts";
import { type Grant, ROLES, type Role } from "./viewer.ts";

const HERE = "GT-0902";
const ELSEWHERE = "GT-0901";

const holding = (...grants: (Partial<Grant> & { role: Role })[]) => ({
  grants: grants.map((grant) => ({ organizationId: null, courseSlug: null, ...grant })),
});
const holder = (role: Role) =>
  holding({ role, organizationId: role === "coordinator" ? HERE : null });

/** Each question, asked of somebody who holds one role; a coordinator's is that of Salcajá. */
const QUESTIONS = {
  "see the management pages": canSeeManagement,
  "see the authoring pages": canSeeAuthoring,
  "see a person of Salcajá": (viewer) => canSeePerson(viewer, HERE),
  "see a person of another municipality": (viewer) => canSeePerson(viewer, ELSEWHERE),
  "see a person of none": (viewer) => canSeePerson(viewer, null),
  "confirm in Salcajá": (viewer) => canConfirm(viewer, HERE),
  "confirm elsewhere": (viewer) => canConfirm(viewer, ELSEWHERE),
  "correct a name in Salcajá": (viewer) => canCorrectName(viewer, HERE),
  "correct a name elsewhere": (viewer) => canCorrectName(viewer, ELSEWHERE),
  "merge accounts": canMerge,
  "see certificates": canSeeCredentials,
  "revoke a certificate": canRevoke,
  "suspend a certificate": canSuspend,
  "issue a certificate anew": canReissue,
  "see the programme": canSeeProgram,
  "set the programme": canSetProgram,
  "teach a course": (viewer) => canTeach(viewer, "datos-abiertos"),
  "watch over an exam": canProctor,
  "give more time in Salcajá": (viewer) => canAccommodate(viewer, HERE),
  "give more time elsewhere": (viewer) => canAccommodate(viewer, ELSEWHERE),
  "see what waits for a mark": canSeeGrading,
  "grade in a course": (viewer) => canGrade(viewer, "datos-abiertos"),
} satisfies Record<string, (viewer: ReturnType<typeof holding>) => boolean>;

const RUNS: Role[] = ["manager", "admin"];
const ANSWERS: Record<keyof typeof QUESTIONS, Role[]> = {
  "see the management pages": ["coordinator", "manager", "auditor", "admin"],
  "see the authoring pages": ["trainer", ...RUNS],
  "see a person of Salcajá": ["coordinator", "manager", "auditor", "admin"],
  "see a person of another municipality": ["manager", "auditor", "admin"],
  "see a person of none": ["manager", "auditor", "admin"],
  "confirm in Salcajá": ["coordinator", ...RUNS],
  "confirm elsewhere": RUNS,
  "correct a name in Salcajá": ["coordinator", ...RUNS],
  "correct a name elsewhere": RUNS,
  "merge accounts": RUNS,
  "see certificates": ["manager", "auditor", "admin"],
  "revoke a certificate": RUNS,
  "suspend a certificate": RUNS,
  "issue a certificate anew": RUNS,
  "see the programme": ["manager", "auditor", "admin"],
  "set the programme": RUNS,
  "teach a course": ["trainer", ...RUNS],
  "watch over an exam": ["trainer", "coordinator", ...RUNS],
  "give more time in Salcajá": ["coordinator", ...RUNS],
  "give more time elsewhere": RUNS,
  "see what waits for a mark": ["trainer", ...RUNS],
  "grade in a course": ["trainer", ...RUNS],
};

describe.each(Object.entries(QUESTIONS))("to %s", (question, may) => {
  const allowed = ANSWERS[question as keyof typeof QUESTIONS];
  test.each(ROLES)("%s", (role) => {
    expect(may(holder(role))).toBe(allowed.includes(role));
  });
  test("nobody without a role", () => {
    expect(may(holding())).toBe(false);
  });
});

describe("scope", () => {
  test("a trainer of one course does not teach another", () => {
    const trainer = holding({ role: "trainer", courseSlug: "datos-abiertos" });
    expect(canTeach(trainer, "datos-abiertos")).toBe(true);
    expect(canTeach(trainer, "finanzas")).toBe(false);
    expect(canGrade(trainer, "finanzas")).toBe(false);
  });

  test("attempts are watched over by course, or by organization", () => {
    const trainer = holding({ role: "trainer", courseSlug: "datos-abiertos" });
    expect(proctorReach(trainer)).toEqual({ courses: ["datos-abiertos"], organizations: [] });
    expect(canProctorCourse(trainer, "datos-abiertos")).toBe(true);
    expect(canProctorCourse(trainer, "finanzas")).toBe(false);
    expect(proctorReach(holder("coordinator"))).toEqual({ courses: [], organizations: [HERE] });
    expect(canProctorCourse(holder("coordinator"), "finanzas")).toBe(true);
    for (const role of ["trainer", "manager", "admin"] as const) {
      expect(proctorReach(holder(role)).courses).toBe("all");
    }
    const both = holding(
      { role: "trainer", courseSlug: "finanzas" },
      { role: "coordinator", organizationId: HERE },
    );
    expect(proctorReach(both)).toEqual({ courses: ["finanzas"], organizations: [HERE] });
  });

  test("a coordinator of two municipalities reaches both and no third", () => {
    const coordinator = holding(
      { role: "coordinator", organizationId: HERE },
      { role: "coordinator", organizationId: ELSEWHERE },
    );
    const reached = [HERE, ELSEWHERE, "GT-0101"].map((code) => canConfirm(coordinator, code));
    expect(reached).toEqual([true, true, false]);
  });
});

describe("nobody raises themselves or others above what they hold", () => {
  test("a manager gives the roles of the work, an administrator all, others none", () => {
    const given = (role: Role) => ROLES.filter((one) => canGrantRole(holder(role), one));
    expect(given("admin")).toEqual(ROLES);
    expect(given("manager")).toEqual(["official", "trainer", "mentor", "coordinator"]);
    for (const role of ["official", "trainer", "mentor", "coordinator", "auditor"] as const) {
      expect(given(role)).toEqual([]);
    }
  });

  test("a way back in is handed only to who holds less", () => {
    const may = (role: Role, roles: Role[]) =>
      canIssueRecovery(holder(role), { organizationId: HERE, roles });
    expect(may("coordinator", ["official"])).toBe(true);
    expect(may("coordinator", ["coordinator"])).toBe(false);
    expect(may("manager", ["coordinator", "trainer"])).toBe(true);
    expect(may("manager", ["manager"])).toBe(false);
    expect(may("manager", ["admin"])).toBe(false);
    expect(may("admin", ["admin"])).toBe(true);
    expect(may("auditor", [])).toBe(false);
  });
});

test("whoever can administer or revoke gives a second factor", () => {
  for (const role of ROLES) {
    const powerful = canRevoke(holder(role)) || canGrantRole(holder(role), "trainer");
    expect(demandsSecondFactor([role])).toBe(powerful);
  }
});
