import { catalogueVersion, currentEdition } from "./domain/courses/queries.server.ts";
import { logVersion } from "./domain/credentials/log-queries.server.ts";
import { registerVersion } from "./domain/credentials/queries.server.ts";
import { goalVersion } from "./domain/program/queries.server.ts";
import type { Database } from "./server/db.ts";
import type { PublicPage } from "./server/http/public-pages.ts";

/** The home page shows the courses and the goal. */
async function homeVersion(db: Database): Promise<string | null> {
  const [goal, courses] = await Promise.all([goalVersion(db), catalogueVersion(db)]);
  return goal && courses !== null ? `${goal} ${courses}` : null;
}

/** The pages that are kept rendered for people without a session, and what makes each change. */
export const publicPages: readonly PublicPage[] = [
  { path: /^\/$/, version: homeVersion },
  { path: /^\/meta(\.csv|\.json)?$/, version: goalVersion },
  {
    path: /^\/verificar\/([A-Za-z0-9_-]{22})$/,
    version: (db, [, id = ""]) => registerVersion(db, id),
  },
  { path: /^\/registro-publico$/, version: logVersion },
  { path: /^\/cursos$/, version: catalogueVersion },
  {
    // A course and its lessons, not its exam.
    path: /^\/cursos\/([a-z0-9-]+)(?:\/(?!(?:examen|inscripcion)$)[a-z0-9-]+)?$/,
    version: (db, [, course = ""]) => currentEdition(db, course),
  },
  { path: /^\/(datos|ayuda(\/[a-z-]+)?|privacidad|verificar)$/, version: async () => "built" },
];
