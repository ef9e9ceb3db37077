import { deflateSync } from "node:zlib";
import type { Page } from "./page.server.ts";

/** The operators of what was drawn once, compressed, by name: the same on every certificate. */
const kept = new Map<string, Buffer>();

/** A part of a page that is drawn by its name, as often as one likes (PDF 1.7 §8.10). */
type Form = ReturnType<PDFKit.PDFDocument["ref"]>;

/**
 * What `draw` draws, as a form of this page's document; `box` is left, top, right, bottom of it.
 * The first page that has a form of this name draws it for all: it may depend on nothing else.
 * Colours and lines that it does not set are those of where it is drawn.
 */
export function formOf(
  { doc }: Page,
  name: string,
  box: number[],
  draw: () => void,
  parts: Record<string, Form> = {},
): Form {
  const operators = kept.get(name) ?? operatorsOf(doc, draw);
  kept.set(name, operators);
  const form = doc.ref({
    ...{ Type: "XObject", Subtype: "Form", BBox: box, Filter: "FlateDecode" },
    Resources: { XObject: parts },
  });
  form.end(operators);
  return form;
}

/** Draws a form on the page, once. It is decoration: nobody reads it. */
export function drawForm({ doc, width, height }: Page, name: string, form: Form): void {
  doc.page.xobjects[name] = form;
  doc.markContent("Artifact", { type: "Layout", bbox: [0, 0, width, height] });
  doc.addContent(`/${name} Do`);
  doc.endMarkedContent();
}

/** What drawing would add to the page, which it does not. */
function operatorsOf(doc: PDFKit.PDFDocument, draw: () => void): Buffer {
  const operators: string[] = [];
  doc.addContent = (operator) => {
    operators.push(operator);
    return doc;
  };
  draw();
  // The method of its class is seen again.
  Reflect.deleteProperty(doc, "addContent");
  return deflateSync(operators.join("\n"));
}
