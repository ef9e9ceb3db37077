import type { Viewer } from "./viewer.ts";

/** Whether the management pages exist for this person. */
export function canSeeManagement(viewer: Viewer): boolean {
  return viewer.grants.some(({ role }) =>
    ["coordinator", "manager", "auditor", "admin"].includes(role),
  );
}

/** Whether the authoring pages exist for this person. */
export function canSeeAuthoring(viewer: Viewer): boolean {
  return viewer.grants.some(({ role }) => ["trainer", "manager", "admin"].includes(role));
}
