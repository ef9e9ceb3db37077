import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database, Executor } from "#app/server/db.ts";
import { readFile, storeFile } from "#app/server/files.ts";
import { enqueue } from "#app/server/jobs.ts";
import { record } from "#app/server/statements.ts";
import { publishedCredentials } from "#db/schema/credentials-signed.ts";
import type { Claims } from "./claims.ts";
import { renderPdf } from "./commands.server.ts";
import { holdIssued } from "./sign.server.ts";
import type { Signing } from "./signing.server.ts";

interface ToPublish extends Record<string, unknown> {
  claims: Claims;
  /** As it was signed. */
  document: string;
  mailed: boolean;
}

/**
 * Makes the files that go with a signed certificate and keeps them: the signature of its PDF,
 * whose page stays the one that was rendered, and its badge. Made once, they stay; a second call
 * changes nothing. The mail follows, unless it was sent. One that is not signed is left alone.
 */
export async function publishCredential(
  db: Database,
  signing: Signing,
  id: string,
  now: Date,
): Promise<void> {
  const given = await credentialToPublish(db, id);
  if (!given) return;
  const [pdfUpdate, badge] = [
    await signedPart(db, signing, id, given, now),
    await badgeOf(db, given),
  ];
  await db.transaction(async (tx) => {
    if (!(await holdIssued(tx, id))) return;
    const files = {
      pdfUpdateHash: await storeFile(tx, { mediaType: "application/pdf", bytes: pdfUpdate }),
      badgeSvgHash: await storeFile(tx, { mediaType: "image/svg+xml", bytes: badge.svg }),
      badgePngHash: await storeFile(tx, { mediaType: "image/png", bytes: badge.png }),
    };
    const [first] = await tx
      .insert(publishedCredentials)
      .values({ credentialId: id, ...files, publishedAt: now })
      .onConflictDoNothing()
      .returning({ id: publishedCredentials.credentialId });
    if (!first) return;
    await record(tx, { actorId: null, verb: "published", objectType: "credential", objectId: id });
    if (!given.mailed) await enqueue(tx, "credentials.mail", { id }, { key: `mail ${id}` });
  });
}

async function credentialToPublish(db: Executor, id: string): Promise<ToPublish | null> {
  const [row] = await db.execute<ToPublish>(sql`
    select c.claims, g.document, c.mailed_at is not null mailed
    from credentials c join signed_credentials g on g.credential_id = c.id
    where c.id = ${id} and c.claims is not null and g.document is not null
      and not exists (select from published_credentials where credential_id = c.id)`);
  return row ?? null;
}

/** What is added to the stored PDF to attach the credential and sign the whole. */
async function signedPart(
  db: Database,
  { keys }: Signing,
  id: string,
  { claims, document }: ToPublish,
  now: Date,
): Promise<Buffer> {
  const hash = await renderPdf(db, id);
  const base = hash && (await readFile(db, hash));
  if (!base) throw new Error(`certificate ${id} has no PDF`);
  const [{ signPdf }, { signer, certificate }] = await Promise.all([
    import("./formats/pdf/sign.server.ts"),
    keys.certified(claims.issuer.name),
  ]);
  const signed = await signPdf(base.bytes, {
    ...{ credential: document, signer, certificate, signedAt: now },
  });
  return signed.subarray(base.bytes.length);
}

/** The badge, which those who hold the same share: its pixels are made for the first of them. */
async function badgeOf(db: Database, { claims }: ToPublish): Promise<{ svg: Buffer; png: Buffer }> {
  const { badgePng, badgeSvg } = await import("./badge-image.server.ts");
  const drawn = badgeSvg(claims);
  if (!drawn.ok) throw new Error(`badge of ${claims.achievement.id}: ${drawn.reason}`);
  const svg = Buffer.from(drawn.value);
  const svgHash = createHash("sha256").update(svg).digest("hex");
  const [known] = await db.execute<{ hash: string }>(sql`
    select badge_png_hash hash from published_credentials where badge_svg_hash = ${svgHash} limit 1`);
  const stored = known && (await readFile(db, known.hash));
  return { svg, png: stored?.bytes ?? (await badgePng(drawn.value)) };
}
