import { sql } from "drizzle-orm";
import type { Claims } from "#app/domain/credentials/issuing/claims.ts";
import { CODE_BYTES, ID_BYTES, makeCode, makeId } from "#app/domain/credentials/issuing/code.ts";
import type { Database } from "#app/server/db.ts";
import { achievements, credentials } from "#db/schema/credentials.ts";
import { ACHIEVEMENT, claimsOf } from "./credentials.ts";
import { insertOfficial } from "./people.ts";

/** A certification, whose certificates stand in a list of suspensions. */
export const CERTIFICATION = {
  ...ACHIEVEMENT,
  id: "agente-de-prueba",
  kind: "program",
  title: "Agente de prueba",
  validityMonths: 36,
} as const;

export interface CertificateFacts {
  /** Who holds it; somebody new unless told otherwise. */
  userId: string;
  name: string;
  claims: Partial<Claims>;
  issuedAt: Date;
  expiresAt: Date | null;
}

/** An issued certificate: a course's, or a certification's. */
export async function insertCertificate(
  db: Database,
  achievement: Claims["achievement"] = ACHIEVEMENT,
  facts: Partial<CertificateFacts> = {},
): Promise<{ id: string; userId: string; claims: Claims }> {
  const name = facts.name ?? "María Ixchel Pérez";
  const userId = facts.userId ?? (await insertOfficial(db, { fullName: name })).id;
  const issuedAt = facts.issuedAt ?? new Date("2026-11-01T12:00:00Z");
  const expiresAt = facts.expiresAt ?? null;
  const id = makeId(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
  const code = makeCode(crypto.getRandomValues(new Uint8Array(CODE_BYTES)));
  const address = `https://cabildo.example/verificar/${id}`;
  const claims = claimsOf({
    ...{ id, code, address, achievement, name, issuedAt: issuedAt.toISOString() },
    expiresAt: expiresAt?.toISOString() ?? null,
    ...facts.claims,
  });
  await db
    .insert(achievements)
    .values({ ...achievement, body: achievement })
    .onConflictDoNothing();
  await db.insert(credentials).values({
    ...{ id, code, userId, claims, issuedAt, expiresAt, intendedAt: issuedAt },
    ...{ achievementId: achievement.id, achievementEdition: achievement.edition },
    organizationId: claims.organization?.code ?? null,
  });
  return { id, userId, claims };
}

/** Verbs of what the record says of a certificate, in order. */
export async function verbsOf(db: Database, id: string): Promise<string[]> {
  const rows = await db.execute<{ verb: string }>(sql`
    select verb from statements where object_type = 'credential' and object_id = ${id} order by id`);
  return rows.map(({ verb }) => verb);
}

/** Whether a job waits under this key. */
export async function isOrdered(db: Database, key: string): Promise<boolean> {
  const rows = await db.execute(sql`select 1 from graphile_worker.jobs where key = ${key}`);
  return rows.length > 0;
}
