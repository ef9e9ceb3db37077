import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Database, type Executor, executePrepared, type Transaction } from "#app/server/db.ts";
import { dropFiles, readFile, storeFile } from "#app/server/files.ts";
import { enqueue } from "#app/server/jobs.ts";
import { record } from "#app/server/statements.ts";
import { publishedCredentials } from "#db/schema/credentials-signed.ts";
import type { Signing } from "../signing.server.ts";
import type { Claims } from "./claims.ts";
import { holdIssued } from "./sign.server.ts";

interface ToPublish extends Record<string, unknown> {
  id: string;
  claims: Claims;
  /** Of its page, once that was kept. */
  pdfHash: string | null;
  /** As it was signed. */
  document: string;
  /** Its holder has an address, and was not told of it. */
  toTell: boolean;
}

/**
 * Makes the files that go with a signed certificate and keeps them: its page as PDF, what signs
 * that, and its badge. Made once, they stay, and a page that was kept before is the one that is
 * signed; a second call changes nothing. The mail follows, unless it was sent or nobody can be written to. One that is not
 * signed is left alone.
 */
export async function publishCredential(
  db: Database,
  signing: Signing,
  id: string,
  now: Date,
): Promise<void> {
  const given = await credentialToPublish(db, id);
  if (!given) return;
  const page = await pageOf(db, given);
  const update = await signedPart(page, signing, given, now);
  const badge = await badgeOf(db, given);
  await db.transaction(async (tx) => {
    if (!(await holdIssued(tx, id))) return;
    const [, pdfUpdateHash, badgeHashes] = await Promise.all([
      keepPage(tx, id, page),
      storeFile(tx, { mediaType: "application/pdf", bytes: update }),
      badge.store(tx),
    ]);
    const files = { pdfUpdateHash, ...badgeHashes };
    const [first] = await executePrepared(
      tx,
      tx
        .insert(publishedCredentials)
        .values({ credentialId: id, ...files, publishedAt: now })
        .onConflictDoNothing()
        .returning({ id: publishedCredentials.credentialId }),
    );
    if (!first) return dropFiles(tx, Object.values(files));
    await Promise.all([
      record(tx, { actorId: null, verb: "published", objectType: "credential", objectId: id }),
      given.toTell && enqueue(tx, "credentials.mail", { id }, { key: `mail ${id}` }),
    ]);
  });
}

async function credentialToPublish(db: Executor, id: string): Promise<ToPublish | null> {
  const [row] = await executePrepared<ToPublish>(
    db,
    sql`select c.id, c.claims, c.pdf_hash "pdfHash", g.document,
        c.mailed_at is null and u.email is not null "toTell"
      from credentials c join signed_credentials g on g.credential_id = c.id
      join users u on u.id = c.user_id
      where c.id = ${id} and c.claims is not null and g.document is not null
        and not exists (select from published_credentials where credential_id = c.id)`,
  );
  return row ?? null;
}

/** The page as it was kept, or else as it is rendered now. */
async function pageOf(db: Executor, { id, claims, pdfHash }: ToPublish): Promise<Buffer> {
  if (pdfHash !== null) {
    const kept = await readFile(db, pdfHash);
    if (!kept) throw new Error(`certificate ${id} has lost its page`);
    return kept.bytes;
  }
  const { renderCertificate } = await import("./certificate-pdf.server.ts");
  const rendered = await renderCertificate(claims);
  if (!rendered.ok) throw new Error(`certificate ${id} cannot be printed: ${rendered.reason}`);
  return rendered.value;
}

/** Keeps the page that is signed; throws when another was kept meanwhile, which is then the one. */
async function keepPage(tx: Transaction, id: string, bytes: Buffer): Promise<void> {
  const hash = await storeFile(tx, { mediaType: "application/pdf", bytes });
  const [kept] = await executePrepared(
    tx,
    sql`update credentials set pdf_hash = ${hash}
      where id = ${id} and coalesce(pdf_hash, ${hash}) = ${hash} returning id`,
  );
  if (!kept) throw new Error(`certificate ${id} had another page by then`);
}

/** What is added to the page's PDF to attach the credential and sign the whole. */
async function signedPart(
  page: Buffer,
  { keys }: Signing,
  { claims, document }: ToPublish,
  now: Date,
): Promise<Buffer> {
  const [{ signPdf }, { signer, certificate }] = await Promise.all([
    import("../formats/pdf/sign.server.ts"),
    keys.certified(claims.issuer.name),
  ]);
  const signed = await signPdf(page, {
    ...{ credential: document, signer, certificate, signedAt: now },
  });
  return signed.subarray(page.length);
}

interface BadgeHashes {
  badgeSvgHash: string;
  badgePngHash: string;
}

/** The badge, which those who hold the same share: its pixels are made for the first of them. */
async function badgeOf(
  db: Database,
  { claims }: ToPublish,
): Promise<{ store(tx: Transaction): Promise<BadgeHashes> }> {
  const { badgePng, badgeSvg } = await import("./badge-image.server.ts");
  const drawn = badgeSvg(claims);
  if (!drawn.ok) throw new Error(`badge of ${claims.achievement.id}: ${drawn.reason}`);
  const svg = Buffer.from(drawn.value);
  const badgeSvgHash = createHash("sha256").update(svg).digest("hex");
  const [known] = await executePrepared<{ hash: string }>(
    db,
    sql`select badge_png_hash hash from published_credentials
      where badge_svg_hash = ${badgeSvgHash} limit 1`,
  );
  if (known) return { store: async () => ({ badgeSvgHash, badgePngHash: known.hash }) };
  const png = await badgePng(drawn.value);
  return {
    store: async (tx) => ({
      badgeSvgHash: await storeFile(tx, { mediaType: "image/svg+xml", bytes: svg }),
      badgePngHash: await storeFile(tx, { mediaType: "image/png", bytes: png }),
    }),
  };
}
