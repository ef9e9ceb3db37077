import { sql } from "drizzle-orm";
import { done, type Result, refused } from "#app/kernel/result.ts";
import { paths } from "#app/paths.ts";
import type { Database } from "#app/server/db.ts";
import { safeRedirect, seeOther } from "#app/server/http/redirect.ts";
import { record } from "#app/server/statements.ts";
import { type Count, giveBack, spend } from "./limits.server.ts";
import { addressKey } from "./limits.ts";
import { isPassword } from "./passwords.server.ts";

export interface LogIn {
  /** Log-in name or e-mail address, as typed. */
  username: string;
  password: string;
}

/**
 * Who this log-in is. An unknown name and a wrong password answer alike, in the
 * same time, and count alike towards the limits.
 */
export async function authenticate(
  db: Database,
  { username, password }: LogIn,
  { address, now }: { address: string; now: Date },
): Promise<Result<{ userId: string; hasSecondFactor: boolean }, "no-match" | "too-many">> {
  const identifier = username.normalize("NFKC").trim().toLowerCase();
  const counts: Count[] = [
    ["log-in by account", identifier],
    ["log-in by address", addressKey(address)],
  ];
  if (!(await spend(db, counts, now))) return refused("too-many");
  const [user] = await db.execute<{
    id: string;
    password_hash: string | null;
    has_factor: boolean;
  }>(sql`
    select u.id, u.password_hash, f.confirmed_at is not null as has_factor
    from users u left join second_factors f on f.user_id = u.id
    where u.username = ${identifier} or u.email = ${identifier}`);
  if (!(await isPassword(user?.password_hash ?? null, password)) || !user) {
    return refused("no-match");
  }
  await db.transaction(async (tx) => {
    await giveBack(tx, counts);
    await record(tx, {
      actorId: user.id,
      verb: "logged-in",
      objectType: "user",
      objectId: user.id,
    });
  });
  return done({ userId: user.id, hasSecondFactor: user.has_factor });
}

/** What somebody was about when they were asked to log in. */
export interface Errand {
  /** Address to return to. */
  volver: string | null;
  /** Token of the form that was kept. */
  guardado: string | null;
}

/** The errand in an address or a form; nothing else of it is believed. */
export function errandOf(source: URLSearchParams | FormData): Errand {
  const text = (name: string) => {
    const value = source.get(name);
    return typeof value === "string" && value !== "" ? value : null;
  };
  return { volver: text("volver"), guardado: text("guardado") };
}

/** The same page with the errand along. */
export function withErrand(path: string, { volver, guardado }: Errand): string {
  const query = new URLSearchParams();
  if (volver) query.set("volver", volver);
  if (guardado) query.set("guardado", guardado);
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Goes on with the errand of somebody who has just logged in: to the form that was kept, or back. */
export function goOn({ volver, guardado }: Errand, cookies: readonly string[] = []): Response {
  const next = guardado ? paths.keptForm(guardado) : safeRedirect(volver, paths.mine());
  return seeOther(next, cookies);
}
