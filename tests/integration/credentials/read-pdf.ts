import canvas from "@napi-rs/canvas";
import jsqr from "jsqr";

const { createCanvas, DOMMatrix, ImageData, Path2D } = canvas;
Object.assign(globalThis, { DOMMatrix, ImageData, Path2D });
const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");

/** What somebody else's reader makes of a PDF's only page. */
export interface ReadPdf {
  pages: number;
  /** Its text, with each run of white space as one space. */
  text: string;
  /** Roles of its structure and the texts that stand for its figures, in reading order. */
  structure: string[];
  language: string | null;
  title: string;
  author: string;
  tagged: boolean;
  /** What its QR code says, read from the page as drawn. */
  qr(): Promise<string | null>;
  /** Red, green and blue of a point of the page as drawn; its place in shares of the page. */
  colourAt(across: number, down: number): Promise<number[]>;
}

export async function readPdf(bytes: Buffer): Promise<ReadPdf> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const page = await document.getPage(1);
  const [content, metadata, mark, tree] = await Promise.all([
    page.getTextContent(),
    document.getMetadata(),
    document.getMarkInfo(),
    page.getStructTree(),
  ]);
  const text = content.items.map((item) =>
    "str" in item ? item.str + (item.hasEOL ? " " : "") : "",
  );
  const info = metadata.info as Record<string, string>;
  return {
    pages: document.numPages,
    text: text.join("").replace(/\s+/g, " "),
    structure: rolesOf(tree as Node | null),
    language: info.Language ?? null,
    title: info.Title ?? "",
    author: info.Author ?? "",
    tagged: mark?.Marked === true,
    qr: async () => {
      const { pixels, width, height } = await draw(page);
      return jsqr(pixels, width, height)?.data ?? null;
    },
    colourAt: async (across, down) => {
      const { pixels, width, height } = await draw(page);
      const at = 4 * (Math.floor(down * height) * width + Math.floor(across * width));
      return [...pixels.subarray(at, at + 3)];
    },
  };
}

interface Node {
  role?: string;
  alt?: string;
  children?: Node[];
}

function rolesOf(node: Node | null): string[] {
  if (!node?.role) return [];
  const own = node.role === "Root" ? [] : [node.alt ? `${node.role}: ${node.alt}` : node.role];
  return [...own, ...(node.children ?? []).flatMap(rolesOf)];
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>["promise"]>["getPage"]>>;

async function draw(page: Page) {
  const viewport = page.getViewport({ scale: 2 });
  const { width, height } = viewport;
  const sheet = createCanvas(Math.ceil(width), Math.ceil(height));
  const context = sheet.getContext("2d");
  await page.render({
    canvas: sheet as unknown as HTMLCanvasElement,
    canvasContext: context as unknown as CanvasRenderingContext2D,
    viewport,
  }).promise;
  const image = context.getImageData(0, 0, sheet.width, sheet.height);
  return {
    pixels: new Uint8ClampedArray(image.data),
    width: sheet.width,
    height: sheet.height,
  };
}
