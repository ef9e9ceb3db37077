import { createHmac } from "node:crypto";
import postgres from "postgres";

/**
 * The web process needs no right to change the schema, nor what has been recorded:
 * who might make it say their own SQL could otherwise take the triggers off. It
 * connects with a role of its own, which may add statements and never change them.
 */
const INSERT_ONLY = [
  "statements",
  "statement_seals",
  "log_entries",
  "log_tiles",
  "log_checkpoints",
  "log_openings",
  "item_rulings",
  "angoff_items",
  "angoff_results",
  "bank_revisions",
];

/** What only the worker writes: the public log of certificates, and what is signed. */
const READ_ONLY = [
  "log_entries",
  "log_tiles",
  "log_checkpoints",
  ...["issuers", "issuer_keys", "signed_credentials", "status_list_documents"],
];

/**
 * Gives the role of the web process its rights, made first if it is not there, in a
 * migrated database. The owner's role must be allowed to create roles.
 *
 * @returns the address with which web processes connect
 */
export async function grantWebRole(ownerUrl: string, password: string): Promise<string> {
  const address = withRole(ownerUrl, password);
  const role = quoted(decodeURIComponent(address.username));
  const client = postgres(ownerUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    await client.begin(async (tx) => {
      const [found] = await tx`
        select from pg_roles where rolname = ${decodeURIComponent(address.username)}`;
      const [made] = await tx`select format('%s role %s login password %L', ${
        found ? "alter" : "create"
      }::text, ${role}::text, ${password}::text) as statement`;
      await tx.unsafe(made?.statement);
      await tx.unsafe(`
        grant usage on schema public to ${role};
        grant select, insert, update, delete on all tables in schema public to ${role};
        grant usage, select on all sequences in schema public to ${role};
        alter default privileges in schema public
          grant select, insert, update, delete on tables to ${role};
        alter default privileges in schema public grant usage, select on sequences to ${role};
        grant execute on function enqueue_job(text, json, timestamptz, int, text) to ${role};
        revoke update, delete, truncate on ${INSERT_ONLY.join(", ")} from ${role};
        revoke insert, update, delete, truncate on ${READ_ONLY.join(", ")} from ${role}`);
    });
  } finally {
    await client.end({ timeout: 5 });
  }
  return address.href;
}

/** The address that `grantWebRole` gives with the password of `webPassword`, without asking. */
export const webAddress = (ownerUrl: string): string =>
  withRole(ownerUrl, webPassword(ownerUrl)).href;

/** A password that follows from the owner's: nothing more has to be kept. */
export function webPassword(ownerUrl: string): string {
  const { password } = new URL(ownerUrl);
  if (!password) throw new Error("The owner's role has no password to make another of");
  return createHmac("sha256", password).update("role of the web process").digest("base64url");
}

/** Roles are the server's, not the database's: each database has its own, by its name. */
function withRole(ownerUrl: string, password: string): URL {
  const address = new URL(ownerUrl);
  address.username = encodeURIComponent(`${decodeURIComponent(address.pathname.slice(1))}_web`);
  address.password = password;
  return address;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
