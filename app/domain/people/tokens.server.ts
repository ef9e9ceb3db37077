import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Executor } from "#app/server/db.ts";

/** What a one-time token is for, and how many minutes it lives. */
const LIVES = {
  "verify-email": 3 * 24 * 60,
  recover: 60,
  /** Handed over by a coordinator, perhaps on paper and a day's walk away. */
  "recover-in-hand": 3 * 24 * 60,
  "first-administrator": 7 * 24 * 60,
  "keep-form": 24 * 60,
} as const satisfies Record<string, number>;

export type Purpose = keyof typeof LIVES;

/** Tokens that set a new password. */
export const RECOVERIES = ["recover", "recover-in-hand"] as const satisfies readonly Purpose[];

export interface TokenFacts {
  userId: string | null;
  payload: Record<string, unknown>;
}

/** Makes a token that serves once; only its hash is stored. Answers what goes in the link. */
export async function issueToken(
  db: Executor,
  purpose: Purpose,
  facts: TokenFacts & { now: Date },
): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  await storeToken(db, token, purpose, facts);
  return token;
}

/** The same with a token made elsewhere, such as a code to be copied by hand. */
export async function storeToken(
  db: Executor,
  token: string,
  purpose: Purpose,
  { userId, payload, now }: TokenFacts & { now: Date },
): Promise<void> {
  const expiresAt = new Date(now.getTime() + LIVES[purpose] * 60_000).toISOString();
  await db.execute(sql`insert into one_time_tokens
    (token_hash, purpose, user_id, payload, created_at, expires_at) values
    (${hashOf(token)}, ${purpose}, ${userId}, ${JSON.stringify(payload)}::jsonb,
     ${now.toISOString()}::timestamptz, ${expiresAt}::timestamptz)`);
}

/** What a token carries if it still serves; it goes on serving. */
export async function peekToken(
  db: Executor,
  purposes: Purpose | readonly Purpose[],
  token: string,
  now: Date,
): Promise<TokenFacts | null> {
  const [row] = await db.execute<{ user_id: string | null; payload: Record<string, unknown> }>(sql`
    select user_id, payload from one_time_tokens
    where token_hash = ${hashOf(token)} and purpose in ${listOf(purposes)} and used_at is null
      and expires_at > ${now.toISOString()}::timestamptz`);
  return row ? { userId: row.user_id, payload: row.payload } : null;
}

/**
 * Uses a token up, and forgets what it carried: of two that try at once, one gets that and the
 * other null.
 */
export async function redeemToken(
  db: Executor,
  purposes: Purpose | readonly Purpose[],
  token: string,
  now: Date,
): Promise<TokenFacts | null> {
  const [row] = await db.execute<{ user_id: string | null; payload: Record<string, unknown> }>(sql`
    with found as (
      select token_hash, user_id, payload from one_time_tokens
      where token_hash = ${hashOf(token)} and purpose in ${listOf(purposes)} and used_at is null
        and expires_at > ${now.toISOString()}::timestamptz for update
    ), used as (
      update one_time_tokens set used_at = ${now.toISOString()}::timestamptz, payload = '{}'
      where token_hash in (select token_hash from found)
    )
    select user_id, payload from found`);
  return row ? { userId: row.user_id, payload: row.payload } : null;
}

/** Takes back the tokens of a person for these purposes. */
export async function withdrawTokens(
  db: Executor,
  userId: string,
  purposes: Purpose | readonly Purpose[],
): Promise<void> {
  await db.execute(sql`delete from one_time_tokens
    where user_id = ${userId} and purpose in ${listOf(purposes)}`);
}

/** Forgets the tokens that serve no more. */
export async function sweepTokens(db: Executor): Promise<void> {
  await db.execute(sql`delete from one_time_tokens where expires_at <= now()`);
}

const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

const listOf = (purposes: Purpose | readonly Purpose[]): Purpose[] =>
  typeof purposes === "string" ? [purposes] : [...purposes];
