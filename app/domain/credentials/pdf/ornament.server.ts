import { ring, strand } from "./guilloche.ts";
import { COLOURS, type Page } from "./page.server.ts";

/** Distance from the edge of the sheet to the middle of the woven band, and half its width. */
const BAND = 31;
const HALF = 11;

/** The operators that draw the ornament, once it was drawn: it is the same on every certificate. */
let drawn: string | undefined;

/** Paper, woven border, corner rosettes and the pale rosette behind the text: none of it is read. */
export function drawOrnament(page: Page): void {
  const { doc, width, height } = page;
  doc.markContent("Artifact", { type: "Layout", bbox: [0, 0, width, height] });
  drawn ??= operatorsOf(doc, () => draw(page));
  doc.addContent(drawn);
  doc.endMarkedContent();
}

/** What drawing would add to the page, which it does not. */
function operatorsOf(doc: PDFKit.PDFDocument, work: () => void): string {
  const operators: string[] = [];
  doc.addContent = (operator) => {
    operators.push(operator);
    return doc;
  };
  work();
  // The method of its class is seen again.
  Reflect.deleteProperty(doc, "addContent");
  return operators.join("\n");
}

function draw({ doc, width, height }: Page): void {
  doc.rect(0, 0, width, height).fill(COLOURS.paper);
  drawRose(doc, [width / 2, height / 2 - 48]);
  drawBand(doc, width, height);
  for (const x of [BAND, width - BAND]) {
    for (const y of [BAND, height - BAND]) drawCorner(doc, [x, y]);
  }
  doc
    .lineWidth(0.8)
    .rect(52, 52, width - 104, height - 104)
    .stroke(COLOURS.ochre);
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

function drawBand(doc: PDFKit.PDFDocument, width: number, height: number) {
  const reach = BAND + HALF + 8;
  const sides = [
    { from: [reach, BAND], to: [width - reach, BAND], waves: 22, swells: 11 },
    { from: [reach, height - BAND], to: [width - reach, height - BAND], waves: 22, swells: 11 },
    { from: [BAND, reach], to: [BAND, height - reach], waves: 14, swells: 7 },
    { from: [width - BAND, reach], to: [width - BAND, height - reach], waves: 14, swells: 7 },
  ] as const;
  doc.lineWidth(0.38).lineJoin("round");
  for (const { from, to, waves, swells } of sides) {
    for (let index = 0; index < 10; index += 1) {
      const phase = index / 10;
      doc.path(strand(from, to, { waves, swells, height: HALF, phase }));
      doc.stroke(index % 5 === 0 ? COLOURS.ochre : COLOURS.teal);
    }
  }
}

function drawCorner(doc: PDFKit.PDFDocument, centre: [number, number]) {
  doc.circle(...centre, HALF + 9).fill(COLOURS.paper);
  doc.lineWidth(0.38);
  for (let index = 0; index < 6; index += 1) {
    doc.path(ring(centre, { radius: 13, ripple: 5.5, petals: 12, phase: index / 6 }));
    doc.stroke(index % 3 === 0 ? COLOURS.ochre : COLOURS.teal);
  }
  doc.circle(...centre, 4.2).fill(COLOURS.teal);
  doc.circle(...centre, 1.8).fill(COLOURS.paper);
}

function drawRose(doc: PDFKit.PDFDocument, centre: [number, number]) {
  doc.lineWidth(0.5);
  for (let index = 0; index < 12; index += 1) {
    doc.path(ring(centre, { radius: 142, ripple: 42, petals: 18, phase: index / 12 }));
    doc.stroke(index % 4 === 0 ? COLOURS.sand : COLOURS.mist);
  }
  for (let index = 0; index < 6; index += 1) {
    doc.path(ring(centre, { radius: 74, ripple: 23, petals: 12, phase: index / 6 }));
    doc.stroke(COLOURS.mist);
  }
}
