import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { type Database, type Executor, executePrepared } from "#app/server/db.ts";
import { readFile } from "#app/server/files.ts";
import { bakePng } from "../formats/baked/png.server.ts";
import { bakeSvg } from "../formats/baked/svg.ts";
import { bundleOf } from "./bundle-parts.server.ts";
import type { Claims } from "./claims.ts";
import { orderSigning } from "./sign.server.ts";

/** A certificate with all its parts, as it is published. */
interface Published {
  id: string;
  claims: Claims;
  /** As it was signed. */
  document: string;
  jwt: string;
  issuer: string;
  /** Of the stored PDF, and of what is added to it; of the badge. */
  pdfHash: string;
  pdfUpdateHash: string;
  badgeSvgHash: string;
  badgePngHash: string;
}

interface Form {
  mediaType: string;
  bytes(published: Published, db: Database, now: Date): Promise<Buffer | string>;
}

/** The forms of a certificate, by the extension of their address. To add one: a row. */
export const CREDENTIAL_FORMS = {
  json: { mediaType: "application/vc", bytes: async ({ document }) => document },
  jwt: { mediaType: "application/vc+jwt", bytes: async ({ jwt }) => jwt },
  pdf: { mediaType: "application/pdf", bytes: (published, db) => wholePdf(published, db) },
  png: {
    mediaType: "image/png",
    bytes: async ({ badgePngHash, document }, db) =>
      bakePng(await fileOf(db, badgePngHash), document),
  },
  svg: {
    mediaType: "image/svg+xml",
    bytes: async ({ badgeSvgHash, document }, db) =>
      bakeSvg((await fileOf(db, badgeSvgHash)).toString("utf8"), document),
  },
  zip: {
    mediaType: "application/zip",
    bytes: async (published, db, now) =>
      bundleOf(db, published, await wholePdf(published, db), now),
  },
} as const satisfies Record<string, Form>;

export type FormName = keyof typeof CREDENTIAL_FORMS;

/** Milliseconds to wait for what the worker is making, and between one look and the next. */
const PATIENCE = 6000;
const LOOK_EVERY = 250;

/**
 * An issued certificate in one of its forms, with its code for the file's name. Just after the
 * issue the worker may still be at it: it is waited for, and never signed or drawn here, where
 * there is no key and everybody else's requests would wait. `unknown` for one that is not there,
 * was never issued or was erased, alike.
 */
export async function credentialForm(
  db: Database,
  id: string,
  name: FormName,
  now: Date,
): Promise<{ bytes: Buffer | string; code: string } | "unknown" | "not-ready"> {
  for (let waited = 0; waited <= PATIENCE; waited += LOOK_EVERY) {
    const published = await publishedCredential(db, id);
    if (!published) return "unknown";
    if (published !== "not-ready") {
      const bytes = await CREDENTIAL_FORMS[name].bytes(published, db, now);
      return { bytes, code: published.claims.code };
    }
    // Ordered when it was issued; again here for one whose order was lost, or never made.
    if (waited === 0) await orderSigning(db, id);
    await wait(LOOK_EVERY);
  }
  return "not-ready";
}

async function publishedCredential(
  db: Executor,
  id: string,
): Promise<Published | "not-ready" | null> {
  const [row] = await executePrepared<
    { [Part in keyof Published]: Published[Part] | null } & Record<string, unknown>
  >(
    db,
    sql`select c.id, c.claims, c.pdf_hash "pdfHash", g.document, g.jwt, g.issuer,
        p.pdf_update_hash "pdfUpdateHash", p.badge_svg_hash "badgeSvgHash",
        p.badge_png_hash "badgePngHash"
      from credentials c
      left join signed_credentials g on g.credential_id = c.id
      left join published_credentials p on p.credential_id = c.id
      where c.id = ${id} and c.issued_at is not null and c.claims is not null`,
  );
  if (!row) return null;
  return row.document && row.pdfUpdateHash ? (row as unknown as Published) : "not-ready";
}

/** The PDF as it was rendered, and after it the credential and the signature. */
async function wholePdf({ pdfHash, pdfUpdateHash }: Published, db: Executor): Promise<Buffer> {
  return Buffer.concat([await fileOf(db, pdfHash), await fileOf(db, pdfUpdateHash)]);
}

async function fileOf(db: Executor, hash: string): Promise<Buffer> {
  const file = await readFile(db, hash);
  if (!file) throw new Error(`file ${hash} is not there`);
  return file.bytes;
}
