/**
 * Who may import whom: the one table, read by dependency-cruiser (as
 * `.dependency-cruiser.js`) and by the test that plants a violation of each rule.
 */

/** The rooms that each room may use. `*` = any. */
export const rooms: Record<string, readonly string[] | "*"> = {
  people: [],
  courses: ["people"],
  enrollment: ["people", "courses"],
  assessment: ["people", "courses", "enrollment"],
  banks: ["people", "courses", "enrollment", "assessment"],
  grading: ["people", "courses", "enrollment", "assessment"],
  program: ["people", "courses", "enrollment"],
  credentials: ["people", "courses", "enrollment", "assessment", "program"],
  psychometrics: ["people", "courses", "enrollment", "assessment"],
  reports: "*",
};

export interface Boundary {
  name: string;
  comment: string;
  severity: "error";
  from: { path?: string; pathNot?: string };
  to: { path?: string; pathNot?: string; circular?: boolean; dependencyTypes?: string[] };
}

const TEST = "\\.test\\.tsx?$";
const PURE = "^app/domain/[^/]+/(?!.*(\\.server\\.ts|\\.tsx|\\.test\\.ts)$).*\\.ts$";
const SERVER_FILE = "^app/domain/.*\\.server\\.ts$";
const VIEW = "^app/(domain|ui)/.*\\.tsx$";
/** The files of `app/` that start processes and list what the rooms bring to them. */
const ENTRANCE = "^app/([^/]+\\.ts|operator/.*)$";

const forbid = (
  name: string,
  comment: string,
  from: Boundary["from"],
  to: Boundary["to"],
): Boundary => ({ name, comment, severity: "error", from, to });

export const boundaries: readonly Boundary[] = [
  forbid("acyclic", "A cycle hides who depends on whom.", {}, { circular: true }),
  forbid(
    "door",
    "Files in a room's sub-folders are its back rooms: come in by the door.",
    { path: "^app/domain/([^/]+)/", pathNot: TEST },
    { path: "^app/domain/[^/]+/[^/]+/.+", pathNot: "^app/domain/$1/" },
  ),
  forbid(
    "door-from-outside",
    "Only a room knows its sub-folders.",
    { path: "^app/(?!domain/)", pathNot: "^app/i18n/catalogue\\.ts$" },
    { path: "^app/domain/[^/]+/[^/]+/.+" },
  ),
  ...Object.entries(rooms).flatMap(([room, allowed]) =>
    allowed === "*"
      ? []
      : forbid(
          `room-${room}`,
          `${room} may use: ${allowed.join(", ") || "no other room"}.`,
          { path: `^app/domain/${room}/`, pathNot: TEST },
          { path: "^app/domain/", pathNot: `^app/domain/(${[room, ...allowed].join("|")})/` },
        ),
  ),
  forbid(
    "nobody-uses-reports",
    "reports reads every room; none may depend on it.",
    { path: "^app/domain/(?!reports/)" },
    { path: "^app/domain/reports/" },
  ),
  forbid(
    "pure",
    "A rule takes its facts as arguments: no database, server, React, address or sentence.",
    { path: PURE },
    { path: "^(app/(?!kernel/|domain/)|db/)|\\.server\\.ts$|\\.tsx$|/strings/|^react" },
  ),
  forbid(
    "pure-no-node",
    "A rule runs anywhere: no Node built-ins.",
    { path: PURE },
    { dependencyTypes: ["core"] },
  ),
  forbid(
    "server-files",
    "Queries, commands and jobs use the kernel, the database, the plumbing, sentences and addresses.",
    { path: SERVER_FILE },
    { path: "^app/(routes|ui|operator)/|\\.tsx$" },
  ),
  forbid(
    "views",
    "A view is given what it shows: it asks neither the database nor the server.",
    { path: VIEW },
    { path: "^app/(routes|server|operator)/|^db/|\\.server\\.ts$" },
  ),
  forbid(
    "routes",
    "A route asks a room; it never touches a table.",
    { path: "^app/(routes/|root\\.tsx|entry)" },
    { path: "^db/|^drizzle-orm|^postgres|^app/operator/" },
  ),
  forbid(
    "server",
    "Plumbing knows no subject.",
    { path: "^app/server/" },
    { path: "^app/(?!server/|kernel/|i18n/)" },
  ),
  forbid(
    "kernel",
    "The kernel uses nothing of ours.",
    { path: "^app/kernel/" },
    { path: "^(app/(?!kernel/)|db/)" },
  ),
  forbid(
    "i18n",
    "Sentences know no subject but the rooms' catalogues.",
    { path: "^app/i18n/" },
    { path: "^(app/(?!i18n/|kernel/)|db/)", pathNot: "/strings/(es|en)\\.json$" },
  ),
  forbid(
    "db",
    "The schema knows nothing of the app.",
    { path: "^db/(?!seeds/)" },
    { path: "^app/" },
  ),
  forbid(
    "nobody-uses-an-entrance",
    "Processes start here; nothing else does.",
    { path: "^app/", pathNot: ENTRANCE },
    {
      path: "^app/(web\\.server|worker\\.server|cli|jobs|reactions|public-pages)\\.ts$|^app/operator/",
    },
  ),
  forbid(
    "test-profile",
    "The VC-API for test suites accepts what the site must not: only its command has it.",
    {
      path: "^app/",
      pathNot: "^app/(cli\\.ts|operator/vc-api\\.ts|domain/credentials/vc-api(/|\\.server\\.ts))",
    },
    { path: "^app/(operator/vc-api\\.ts|domain/credentials/vc-api(/|\\.server\\.ts))" },
  ),
  forbid(
    "client",
    "What runs in a browser brings nothing with it.",
    { path: "^app/ui/client/" },
    { pathNot: "^app/ui/client/" },
  ),
];
