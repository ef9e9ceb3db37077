import { sql } from "drizzle-orm";
import { type Executor, executePrepared } from "#app/server/db.ts";

/** A certificate as it was signed, in both forms, with its code for the files' names. */
export interface SignedForms {
  code: string;
  /** Null until it is signed. */
  document: string | null;
  jwt: string | null;
}

/** The same of an issued certificate; null for one that is not there, or was never issued. */
export async function signedForms(db: Executor, id: string): Promise<SignedForms | null> {
  const [row] = await executePrepared<SignedForms & Record<string, unknown>>(
    db,
    sql`select c.code, g.document, g.jwt from credentials c
      left join signed_credentials g on g.credential_id = c.id
      where c.id = ${id} and c.claims is not null and c.issued_at is not null`,
  );
  return row ?? null;
}
