import { sql } from "drizzle-orm";
import { TOTP, Secret as TotpSecret } from "otpauth";
import qrcode from "qrcode";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Executor } from "#app/server/db.ts";
import type { Secret } from "#app/server/secret.ts";
import { record } from "#app/server/statements.ts";
import { type Count, giveBack, spend } from "./limits.server.ts";
import { grouped, newCode, readCode } from "./one-time-code.ts";
import type { Viewer } from "./viewer.ts";

/** https://www.rfc-editor.org/rfc/rfc6238: what every authenticator app assumes. */
const TOTP_SHAPE = { algorithm: "SHA1", digits: 6, period: 30 } as const;

/** Steps of 30 s that a clock may be off, each way. */
const TOLERATED = 1;

/** Codes for the day the phone is lost; each serves once. */
const RECOVERY_CODES = 10;

export interface SecondFactorOffer {
  /** For a phone that cannot scan: base 32, in groups. */
  typed: string;
  /** The `otpauth:` address, which opens the app of the phone that shows it. */
  uri: string;
  /** SVG of its QR code. */
  qr: string;
}

/** What an authenticator app needs. The secret stays the same until it is confirmed. */
export async function offerSecondFactor(
  db: Database,
  secret: Secret,
  viewer: Viewer,
): Promise<SecondFactorOffer> {
  const fresh = secret.seal("totp", new TotpSecret({ size: 20 }).base32);
  // Changes nothing of a row that is there, and brings it.
  const [row] = await db.execute<{ sealed_secret: string }>(sql`
    insert into second_factors as own (user_id, sealed_secret) values (${viewer.id}, ${fresh})
    on conflict (user_id) do update set sealed_secret = own.sealed_secret
    returning sealed_secret`);
  const base32 = secret.open("totp", row?.sealed_secret ?? "");
  if (!base32) return replaceUnreadable(db, secret, viewer);
  const uri = totpOf(base32, viewer.username).toString();
  return {
    typed: base32.match(/.{1,4}/g)?.join(" ") ?? base32,
    uri,
    qr: await qrcode.toString(uri, { type: "svg", margin: 2, errorCorrectionLevel: "M" }),
  };
}

/** Sets up the second factor with its first code; answers the recovery codes, shown only now. */
export async function confirmSecondFactor(
  db: Database,
  secret: Secret,
  viewer: Viewer,
  code: string,
  now: Date,
): Promise<Result<string[], "wrong-code" | "too-many">> {
  const counts: Count[] = [["second factor by account", viewer.id]];
  if (!(await spend(db, counts, now))) return refused("too-many");
  return db.transaction(async (tx) => {
    if (!(await acceptTotp(tx, secret, viewer, code, now))) return refused("wrong-code");
    await tx.execute(sql`update second_factors set confirmed_at = ${now.toISOString()}::timestamptz
      where user_id = ${viewer.id} and confirmed_at is null`);
    const codes = await renewCodes(tx, secret, viewer.id);
    await giveBack(tx, counts);
    await record(tx, {
      actorId: viewer.id,
      verb: "updated",
      objectType: "second-factor",
      objectId: viewer.id,
    });
    return done(codes);
  });
}

/** Whether the code of the app, or one for emergencies, is right. A code serves once. */
export async function giveSecondFactor(
  db: Database,
  secret: Secret,
  viewer: Viewer,
  code: string,
  now: Date,
): Promise<Result<null, "wrong-code" | "too-many">> {
  const counts: Count[] = [["second factor by account", viewer.id]];
  if (!(await spend(db, counts, now))) return refused("too-many");
  return db.transaction(async (tx) => {
    const right =
      (await acceptTotp(tx, secret, viewer, code, now)) ||
      (await acceptRecoveryCode(tx, secret, viewer.id, code, now));
    if (!right) return refused("wrong-code");
    await giveBack(tx, counts);
    return done(null);
  });
}

/** New emergency codes; the old ones stop serving. */
export async function renewRecoveryCodes(
  db: Database,
  secret: Secret,
  userId: string,
): Promise<string[]> {
  return db.transaction(async (tx) => {
    const what = { objectType: "recovery-codes", objectId: userId };
    await record(tx, { actorId: userId, verb: "updated", ...what });
    return renewCodes(tx, secret, userId);
  });
}

/** Forgets the app, so that another phone can be set up. */
export async function removeSecondFactor(db: Database, userId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`delete from second_factors where user_id = ${userId}`);
    await tx.execute(sql`delete from recovery_codes where user_id = ${userId}`);
    await record(tx, {
      actorId: userId,
      verb: "ended",
      objectType: "second-factor",
      objectId: userId,
    });
  });
}

async function acceptTotp(
  tx: Executor,
  secret: Secret,
  viewer: Viewer,
  code: string,
  now: Date,
): Promise<boolean> {
  const token = code.replace(/\D/g, "");
  if (token.length !== TOTP_SHAPE.digits) return false;
  const [row] = await tx.execute<{ sealed_secret: string }>(
    sql`select sealed_secret from second_factors where user_id = ${viewer.id}`,
  );
  const base32 = row && secret.open("totp", row.sealed_secret);
  if (!base32) return false;
  const timestamp = now.getTime();
  const off = totpOf(base32, viewer.username).validate({ token, window: TOLERATED, timestamp });
  if (off === null) return false;
  const step = Math.floor(timestamp / 1000 / TOTP_SHAPE.period) + off;
  const accepted = await tx.execute(sql`update second_factors set last_step = ${step}
    where user_id = ${viewer.id} and (last_step is null or last_step < ${step}) returning 1`);
  return accepted.length > 0;
}

async function acceptRecoveryCode(
  tx: Executor,
  secret: Secret,
  userId: string,
  typed: string,
  now: Date,
): Promise<boolean> {
  const used = await tx.execute(sql`
    update recovery_codes set used_at = ${now.toISOString()}::timestamptz
    where user_id = ${userId} and used_at is null
      and code_hash = ${codeHash(secret, userId, readCode(typed))} returning 1`);
  return used.length > 0;
}

async function renewCodes(tx: Executor, secret: Secret, userId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => newCode(12));
  await tx.execute(sql`delete from recovery_codes where user_id = ${userId}`);
  for (const code of codes) {
    await tx.execute(sql`insert into recovery_codes (user_id, code_hash)
      values (${userId}, ${codeHash(secret, userId, code)})`);
  }
  return codes.map(grouped);
}

/** The installation's secret changed, and what was sealed with it cannot be read. */
async function replaceUnreadable(
  db: Database,
  secret: Secret,
  viewer: Viewer,
): Promise<SecondFactorOffer> {
  await db.execute(
    sql`delete from second_factors where user_id = ${viewer.id} and confirmed_at is null`,
  );
  return offerSecondFactor(db, secret, viewer);
}

const codeHash = (secret: Secret, userId: string, code: string): string =>
  secret.sign("recovery-code", `${userId} ${code}`);

const totpOf = (base32: string, label: string): TOTP =>
  new TOTP({ ...TOTP_SHAPE, issuer: "Cabildo", label, secret: TotpSecret.fromBase32(base32) });
