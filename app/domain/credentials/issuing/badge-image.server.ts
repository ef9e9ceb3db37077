import { translator } from "#app/i18n/translate.ts";
import { ByteCache } from "#app/kernel/byte-cache.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import { type Lettering, type Outlines, outlinesOf } from "./badge/outlines.server.ts";
import type { Claims } from "./claims.ts";
import { ring } from "./pdf/guilloche.ts";
import { COLOURS, MissingGlyphs } from "./pdf/page.server.ts";

/** Badges are in the language of the courses. */
const t = translator("es");

/** Side of the square, in units and, as PNG, in pixels; and its middle. */
const SIDE = 600;
const MIDDLE = SIDE / 2;

const TITLE: Lettering = { weight: "bold", size: 46, least: 24, lines: 4 };
const KIND: Lettering = { weight: "italic", size: 22, least: 16, lines: 1 };
const ISSUER: Lettering = { weight: "medium", size: 22, least: 14, lines: 2 };
const TRIAL: Lettering = { weight: "bold", size: 30, least: 30, lines: 1 };
const FOOT: Lettering = { weight: "bold", size: 24, least: 16, lines: 1 };

/** Badges by all that they show: five thousand people may hold the same one. */
const drawn = new ByteCache<string>(1024 * 1024);

/**
 * The badge of an achievement as a square SVG: its title and kind, who issued it, level and year.
 * It shows nothing of the holder. Letters are shapes, so that it looks the same everywhere. The
 * same claims always give the same text. Refuses a title with letters that no typeface of ours
 * has.
 */
export function badgeSvg(claims: Claims): Result<string, "not-printable"> {
  const { kind, title, level } = claims.achievement;
  const key = JSON.stringify([
    kind,
    title,
    level,
    claims.issuer.name,
    yearOf(claims),
    claims.trial,
  ]);
  const known = drawn.get(key);
  if (known !== undefined) return done(known);
  try {
    const svg = draw(claims);
    drawn.set(key, svg, svg.length);
    return done(svg);
  } catch (error) {
    if (error instanceof MissingGlyphs) return refused("not-printable");
    throw error;
  }
}

/** A badge's SVG, ours and not a stranger's, as a PNG of 600 × 600 pixels. */
export async function badgePng(svg: string): Promise<Buffer> {
  const { default: sharp } = await import("sharp");
  const { data } = await sharp(Buffer.from(svg))
    .resize(SIDE, SIDE)
    .png({ palette: true, quality: 70, dither: 0, effort: 10, compressionLevel: 9 })
    .toBuffer({ resolveWithObject: true });
  return data;
}

function draw(claims: Claims): string {
  const { achievement, issuer } = claims;
  const kind = t(`credentials.kind.${achievement.kind}`);
  const year = yearOf(claims);
  const foot = [achievement.level, year].filter((one) => one !== null).join(" · ");
  const label = [
    claims.trial && t("credentials.pdf.trial"),
    kind,
    achievement.title,
    issuer.name,
    foot,
  ]
    .filter(Boolean)
    .join(". ");
  const title = outlinesOf(achievement.title, TITLE, 400);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}" width="${SIDE}" height="${SIDE}" role="img">`,
    `<title>${escaped(label)}</title>`,
    ground(),
    mark(MIDDLE, 122, 92),
    claims.trial ? trialBand() : letters(outlinesOf(kind, KIND, 300), 205, COLOURS.soft),
    letters(
      title,
      300 - ((title.paths.length - 1) * title.leading) / 2 + title.size * 0.3,
      COLOURS.ink,
    ),
    divider(402),
    issuerName(issuer.name),
    letters(outlinesOf(foot, FOOT, 250), 504, COLOURS.ochre),
    "</svg>",
  ].join("");
}

/** A woven ring on a disc, and the paper inside it. */
function ground(): string {
  const strand = ring([MIDDLE, MIDDLE], { radius: 274, ripple: 14, petals: 24, phase: 0 });
  const turns = [0, 1, 2, 3, 4, 5].map((index) => {
    const colour = index % 3 === 0 ? "#e5b567" : "#7fb9ae";
    const turn = (index * 360) / (24 * 6);
    return `<use href="#h" transform="rotate(${turn} ${MIDDLE} ${MIDDLE})" stroke="${colour}"/>`;
  });
  return [
    `<circle cx="${MIDDLE}" cy="${MIDDLE}" r="297" fill="${COLOURS.teal}"/>`,
    `<defs><path id="h" d="${strand}" fill="none" stroke-width="1.4"/></defs>`,
    ...turns,
    `<circle cx="${MIDDLE}" cy="${MIDDLE}" r="251" fill="${COLOURS.paper}"/>`,
    `<circle cx="${MIDDLE}" cy="${MIDDLE}" r="242" fill="none" stroke="${COLOURS.ochre}" stroke-width="1.6"/>`,
  ].join("");
}

/** The council's round table with its seats, as on the certificate. */
function mark(x: number, y: number, size: number): string {
  const seats = [0, 1, 2, 3, 4, 5].map((seat) => {
    const angle = (seat * Math.PI) / 3 - Math.PI / 2;
    const place = (value: number) => Math.round((16 + 12.5 * value) * 100) / 100;
    return `<circle cx="${place(Math.cos(angle))}" cy="${place(Math.sin(angle))}" r="2.5"/>`;
  });
  const place = `translate(${x - size / 2} ${y - size / 2}) scale(${size / 32})`;
  return `<g transform="${place}" fill="${COLOURS.teal}"><circle cx="16" cy="16" r="7" fill="none" stroke="${COLOURS.teal}" stroke-width="3"/>${seats.join("")}</g>`;
}

function divider(y: number): string {
  const [left, right] = [MIDDLE - 110, MIDDLE + 110];
  return `<path d="M${left} ${y}H${MIDDLE - 12}M${MIDDLE + 12} ${y}H${right}" stroke="${COLOURS.ochre}" stroke-width="1.6"/><path d="M${MIDDLE - 7} ${y}L${MIDDLE} ${y - 7}L${MIDDLE + 7} ${y}L${MIDDLE} ${y + 7}Z" fill="${COLOURS.ochre}"/>`;
}

function issuerName(name: string): string {
  const outlines = outlinesOf(name, ISSUER, 350);
  const first = outlines.paths.length > 1 ? 437 : 450;
  return letters(outlines, first, COLOURS.teal);
}

function letters({ paths, leading }: Outlines, y: number, colour: string): string {
  return paths
    .map((data, index) => {
      const baseline = Math.round((y + index * leading) * 10) / 10;
      return `<path transform="translate(${MIDDLE} ${baseline}) scale(.1)" d="${data}" fill="${colour}"/>`;
    })
    .join("");
}

/** "De prueba" from edge to edge, where the kind stands on a real one. */
function trialBand(): string {
  const words = outlinesOf(t("credentials.pdf.trial-mark"), TRIAL, 400);
  const band = `<rect x="30" y="178" width="540" height="46" fill="#9a5b0c"/>`;
  return band + letters(words, 212, "#ffffff");
}

function yearOf({ issuedAt, timeZone }: Claims): string {
  return new Intl.DateTimeFormat("es", { year: "numeric", timeZone }).format(new Date(issuedAt));
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
