import { drawForm, formOf } from "./forms.server.ts";
import { ring, strand } from "./guilloche.ts";
import { COLOURS, type Page } from "./page.server.ts";

/** Distance from the edge of the sheet to the middle of the woven band, and half its width. */
const BAND = 31;
const HALF = 11;

/** Paper, woven border, corner rosettes and the pale rosette behind the text: none of it is read. */
export function drawOrnament(page: Page): void {
  const { width, height } = page;
  const whole = formOf(page, "Ornament", [0, 0, width, height], () => draw(page), piecesOf(page));
  drawForm(page, "Ornament", whole);
}

/** The lines that are drawn more than once, around the origin. Rings are in whichever colour is set. */
function piecesOf(page: Page) {
  const { doc, width, height } = page;
  const reach = BAND + HALF + 8;
  const piece = (name: string, drawPiece: () => void) =>
    formOf(page, name, [-width, -height, width, height], drawPiece);
  const ringOf = (name: string, size: Parameters<typeof ring>[1]) =>
    piece(name, () => doc.path(ring([0, 0], size)).stroke());
  return {
    Rose: ringOf("Rose", ROSE),
    Heart: ringOf("Heart", HEART),
    Corner: ringOf("Corner", CORNER),
    Across: piece("Across", () => drawStrands(doc, [width / 2 - reach, 0], { waves: 22 })),
    Down: piece("Down", () => drawStrands(doc, [0, height / 2 - reach], { waves: 14 })),
  };
}

const ROSE = { radius: 142, ripple: 42, petals: 18, phase: 0 };
const HEART = { radius: 74, ripple: 23, petals: 12, phase: 0 };
const CORNER = { radius: 13, ripple: 5.5, petals: 12, phase: 0 };

/** One side of the band, through the origin to `reach` on both sides of it. */
function drawStrands(
  doc: PDFKit.PDFDocument,
  [x, y]: [number, number],
  { waves }: { waves: number },
) {
  for (let index = 0; index < 10; index += 1) {
    const shape = { waves, swells: waves / 2, height: HALF, phase: index / 10 };
    doc
      .path(strand([-x, -y], [x, y], shape))
      .stroke(index % 5 === 0 ? COLOURS.ochre : COLOURS.teal);
  }
}

function draw({ doc, width, height }: Page): void {
  doc.rect(0, 0, width, height).fill(COLOURS.paper);
  drawRose(doc, [width / 2, height / 2 - 48]);
  doc.lineWidth(0.38).lineJoin("round");
  for (const y of [BAND, height - BAND]) place(doc, "Across", [width / 2, y]);
  for (const x of [BAND, width - BAND]) place(doc, "Down", [x, height / 2]);
  for (const x of [BAND, width - BAND]) {
    for (const y of [BAND, height - BAND]) drawCorner(doc, [x, y]);
  }
  doc
    .lineWidth(0.8)
    .rect(52, 52, width - 104, height - 104)
    .stroke(COLOURS.ochre);
}

/** Draws a piece around `centre`, turned. */
function place(doc: PDFKit.PDFDocument, piece: string, centre: [number, number], degrees = 0) {
  doc
    .save()
    .translate(...centre)
    .rotate(degrees);
  doc.addContent(`/${piece} Do`);
  doc.restore();
}

/** A ring over and over, each a part of a petal further: one of a later phase is that one turned. */
function drawRings(
  doc: PDFKit.PDFDocument,
  piece: string,
  centre: [number, number],
  { petals, colours }: { petals: number; colours: readonly string[] },
) {
  for (const [index, colour] of colours.entries()) {
    doc.strokeColor(colour);
    place(doc, piece, centre, (360 / petals / colours.length) * index);
  }
}

/** The mark: a council's round table with its seats, seen from above. */
export function drawMark({ doc }: Page, x: number, y: number, size: number): void {
  const scale = size / 32;
  doc.markContent("Artifact", { type: "Layout" });
  doc
    .save()
    .translate(x - size / 2, y - size / 2)
    .scale(scale);
  doc.lineWidth(3).circle(16, 16, 7).stroke(COLOURS.teal);
  for (let seat = 0; seat < 6; seat += 1) {
    const angle = (seat * Math.PI) / 3 - Math.PI / 2;
    doc.circle(16 + 12.5 * Math.cos(angle), 16 + 12.5 * Math.sin(angle), 2.5);
  }
  doc.fill(COLOURS.teal).restore();
  doc.endMarkedContent();
}

/** A thin line that thickens into a diamond at its middle. */
export function drawDivider({ doc }: Page, x: number, y: number, half: number): void {
  doc.markContent("Artifact", { type: "Layout" });
  doc.lineWidth(0.7);
  doc.moveTo(x - half, y).lineTo(x - 7, y);
  doc
    .moveTo(x + 7, y)
    .lineTo(x + half, y)
    .stroke(COLOURS.ochre);
  doc.path(`M${x - 4} ${y}L${x} ${y - 4}L${x + 4} ${y}L${x} ${y + 4}Z`).fill(COLOURS.ochre);
  doc.endMarkedContent();
}

/** A hairline. */
export function drawRule({ doc }: Page, from: number, to: number, y: number): void {
  doc.markContent("Artifact", { type: "Layout" });
  doc.lineWidth(0.5).moveTo(from, y).lineTo(to, y).stroke("#c9d3cc");
  doc.endMarkedContent();
}

function drawCorner(doc: PDFKit.PDFDocument, centre: [number, number]) {
  doc.circle(...centre, HALF + 9).fill(COLOURS.paper);
  doc.lineWidth(0.38);
  const colours = Array.from({ length: 6 }, (_, index) =>
    index % 3 === 0 ? COLOURS.ochre : COLOURS.teal,
  );
  drawRings(doc, "Corner", centre, { petals: CORNER.petals, colours });
  doc.circle(...centre, 4.2).fill(COLOURS.teal);
  doc.circle(...centre, 1.8).fill(COLOURS.paper);
}

function drawRose(doc: PDFKit.PDFDocument, centre: [number, number]) {
  doc.lineWidth(0.5);
  const colours = Array.from({ length: 12 }, (_, index) =>
    index % 4 === 0 ? COLOURS.sand : COLOURS.mist,
  );
  drawRings(doc, "Rose", centre, { petals: ROSE.petals, colours });
  drawRings(doc, "Heart", centre, { petals: HEART.petals, colours: Array(6).fill(COLOURS.mist) });
}
