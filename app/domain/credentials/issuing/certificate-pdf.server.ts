import { formatDate, formatNumber } from "#app/i18n/format.ts";
import { translator } from "#app/i18n/translate.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { ClaimedOrganization, Claims } from "./claims.ts";
import { showCode } from "./code.ts";
import { drawForm, formOf } from "./pdf/forms.server.ts";
import { drawDivider, drawMark, drawOrnament, drawRule } from "./pdf/ornament.server.ts";
import {
  type Block,
  COLOURS,
  LEADING,
  MissingGlyphs,
  openPage,
  type Page,
  type TextStyle,
} from "./pdf/page.server.ts";
import { qrPath } from "./pdf/qr.server.ts";
import { drawShapes } from "./pdf/shapes.server.ts";

/** Certificates are printed in the language of the courses. */
const t = translator("es");

/** Distances in points on a sheet of 841.89 × 595.28: left edge of the text, … */
const MARGIN = 84;
/** … top of the mark and its size, … */
const TOP = 76;
const MARK = 40;
/** … the rule above the facts, and the code in the corner. */
const FOOT = 425;
const QR_SIZE = 112;
const QR_TOP = FOOT - 6;

/**
 * The certificate as it is printed: one A4 page lying down, tagged, in Spanish, with its
 * letters embedded. The same claims always give the same bytes. Refuses a text with letters
 * that no typeface of ours has, rather than print a box in their place.
 */
export async function renderCertificate(claims: Claims): Promise<Result<Buffer, "not-printable">> {
  const page = openPage({
    title: `${t("credentials.pdf.title")}: ${claims.achievement.title}`,
    author: claims.issuer.name,
    subject: claims.address,
    createdAt: new Date(claims.issuedAt),
  });
  try {
    compose(page, claims);
  } catch (error) {
    if (error instanceof MissingGlyphs) return refused("not-printable");
    throw error;
  }
  return done(await bytesOf(page.doc));
}

/** From the top of the sheet to its foot, which is also the order in which it is read aloud. */
function compose(page: Page, claims: Claims) {
  const { doc } = page;
  const whole = doc.struct("Document", { title: claims.achievement.title });
  doc.addStructure(whole);
  const add: Add = (tag, draw, options = {}) => whole.add(doc.struct(tag, options, [draw]));

  drawOrnament(page);
  if (claims.trial) drawTrial(page, add);
  drawBody(page, claims, add);
  drawFoot(page, claims, add);
  whole.end();
}

type Add = (tag: string, draw: () => void, options?: { alt?: string }) => void;

/** Who certifies what of whom, spread over the room between the mark and the foot. */
function drawBody(page: Page, { issuer, name, achievement }: Claims, add: Add) {
  const width = page.width - 2 * MARGIN;
  const lines = [
    {
      tag: "P",
      gap: 16,
      block: setWithin(page, issuer.name, style("medium", 13, COLOURS.teal), width, 1),
    },
    {
      tag: "P",
      gap: 36,
      block: setWithin(page, t("credentials.pdf.certifies"), CONNECTIVE, width, 1),
    },
    { tag: "H1", gap: 12, block: setWithin(page, name, style("bold", 36, COLOURS.ink), width, 2) },
    {
      tag: "P",
      gap: 14,
      block: setWithin(page, t(`credentials.pdf.${achievement.kind}`), CONNECTIVE, width, 1),
    },
    {
      tag: "H2",
      gap: 8,
      block: setWithin(page, achievement.title, style("bold", 25, COLOURS.teal), width, 2),
    },
    {
      tag: "P",
      gap: 12,
      block: setWithin(page, achievement.criteria, style("regular", 11, COLOURS.soft), 520, 3),
    },
  ];
  const wanted = lines.reduce((total, { gap, block }) => total + gap + heightOf(block), MARK);
  const stretch = Math.min(1.5, 1 + (FOOT - 22 - TOP - wanted) / 98);

  let y = TOP + Math.max(0, FOOT - 22 - TOP - wanted - 98 * (stretch - 1)) / 2;
  drawMark(page, page.width / 2, y + MARK / 2, MARK);
  y += MARK;
  for (const [index, { tag, gap, block }] of lines.entries()) {
    const space = gap * stretch;
    if (index === 1) drawDivider(page, page.width / 2, y + space / 2 + 1, 120);
    y += space;
    const baseline = y + block.style.size * 0.82;
    add(tag, () => page.draw(block, MARGIN, baseline, width, "center"));
    y += heightOf(block);
  }
}

/** The facts in columns, and the address with its QR: what somebody who doubts will look for. */
function drawFoot(page: Page, claims: Claims, add: Add) {
  const { doc } = page;
  const qrLeft = page.width - MARGIN - QR_SIZE + 8;
  drawRule(page, MARGIN, qrLeft - 20, FOOT);
  for (const { x, y, width, label, value } of placed(factsOf(claims))) {
    const caption = setWithin(page, label, style("regular", 8.5, COLOURS.soft), width, 1);
    const text = setWithin(page, value, style("medium", 11.5, COLOURS.ink), width, 1);
    add("P", () => {
      page.draw(caption, x, y, width, "left");
      page.draw(text, x, y + 15, width, "left");
    });
  }
  const address = claims.address.replace(/^https?:\/\//, "");
  const width = qrLeft - 20 - MARGIN;
  const sentence = `${t("credentials.pdf.check-at")} ${address}`;
  const line = setWithin(page, sentence, style("regular", 9, COLOURS.soft), width, 1);
  add("P", () => page.draw(line, MARGIN, page.height - 67, width, "left"));
  add(
    "Figure",
    () => {
      doc.rect(qrLeft, QR_TOP, QR_SIZE, QR_SIZE).fill("#ffffff");
      doc.path(qrPath(claims.address, qrLeft, QR_TOP, QR_SIZE)).fill(COLOURS.ink);
    },
    { alt: t("credentials.pdf.qr", { address: claims.address }) },
  );
}

interface Fact {
  label: string;
  value: string;
}

/** Two rows of three columns, of which the first is the widest. */
function placed(facts: Fact[]) {
  const columns = [
    { x: MARGIN, width: 262 },
    { x: MARGIN + 276, width: 132 },
    { x: MARGIN + 420, width: 132 },
  ];
  return facts.map((fact, index) => ({
    ...fact,
    ...(columns[index % 3] as { x: number; width: number }),
    y: FOOT + 22 + Math.floor(index / 3) * 38,
  }));
}

function factsOf(claims: Claims): Fact[] {
  const { achievement, organization } = claims;
  const date = (iso: string) => formatDate(new Date(iso), "es", claims.timeZone);
  const where: Fact = {
    label: t(
      organization && !organization.confirmed
        ? "credentials.pdf.municipality-declared"
        : "credentials.pdf.municipality",
    ),
    value: organization ? placeName(organization) : t("credentials.pdf.no-municipality"),
  };
  const issued = { label: t("credentials.pdf.date"), value: date(claims.issuedAt) };
  const code = { label: t("credentials.pdf.code"), value: showCode(claims.code) };
  const duration = achievement.hours !== null && {
    label: t("credentials.pdf.duration"),
    value: hoursInWords(achievement.hours),
  };
  const expiry = {
    label: t("credentials.pdf.expiry"),
    value: claims.expiresAt ? date(claims.expiresAt) : t("credentials.pdf.no-expiry"),
  };
  return [where, issued, expiry, code, ...(duration ? [duration] : [])];
}

function placeName({ municipality, division, country }: ClaimedOrganization): string {
  const nation = t(`credentials.country.${country === "CL" ? "CL" : "GT"}`);
  return [municipality, division, nation].join(", ");
}

const hoursInWords = (hours: number) =>
  t("credentials.hours", { count: hours, hours: formatNumber(hours, "es") });

/** "De prueba" across the top, and pale across the sheet, so that no crop loses it. */
function drawTrial(page: Page, add: Add) {
  const { doc } = page;
  const notice = page.set(t("credentials.pdf.trial"), style("bold", 11, "#ffffff"), 500);
  const [x, y] = [page.width / 2, page.height / 2];
  const across = formOf(page, "Trial", [0, 0, page.width, page.height], () => {
    const pale = style("bold", 118, COLOURS.sand);
    doc.save().rotate(-18, { origin: [x, y] });
    drawShapes(page, t("credentials.pdf.trial-mark"), pale, x, y + 60);
    doc.restore();
  });
  drawForm(page, "Trial", across);
  const left = page.width / 2 - 170;
  add("P", () => {
    doc.roundedRect(left, 42, 340, 20, 10).fill("#9a5b0c");
    page.draw(notice, left, 56, 340, "center");
  });
}

const style = (weight: TextStyle["weight"], size: number, colour: string): TextStyle => ({
  weight,
  size,
  colour,
});

const CONNECTIVE = style("italic", 14, COLOURS.soft);

const heightOf = ({ lines, style: { size } }: Block) => size + (lines.length - 1) * size * LEADING;

/**
 * The text in at most `lines` lines, in smaller letters if it must, down to 7 points;
 * small letters may take a line more.
 */
function setWithin(
  page: Page,
  text: string,
  wanted: TextStyle,
  width: number,
  lines: number,
): Block {
  for (let size = wanted.size; size > 7; size -= size > 16 ? 2 : 1) {
    const allowed = wanted.size > 16 && size <= 16 ? lines + 1 : lines;
    const block = page.set(text, { ...wanted, size }, width);
    if (block.lines.length <= allowed) return block;
  }
  return page.set(text, { ...wanted, size: 7 }, width);
}

function bytesOf(doc: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => resolve(Buffer.concat(chunks)));
    doc.on("error", reject);
    doc.end();
  });
}
