import type { Blob } from "node:buffer";
import type { Stream } from "node:stream";
import type { Feature } from "write-excel-file/node";

/** What the library takes for the files that are put into a workbook; here there are none. */
type FileContent = Stream | Buffer | Blob;

/** Inches around what is printed. */
const MARGINS = { left: 0.4, right: 0.4, top: 0.5, bottom: 0.5 } as const;

/**
 * Prints each sheet of a workbook as wide as the paper, on as many pages as it is long
 * (ECMA-376, Part 1, §18.3.1.65 pageSetUpPr and §18.3.1.63 pageSetup).
 */
export const onePageWide: Feature<FileContent> = {
  files: {
    transform: {
      "xl/worksheets/sheet{id}.xml": {
        // The first child of a worksheet is its `sheetPr`.
        transform: (xml) =>
          xml.replace(/<worksheet\b[^>]*>/, '$&<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'),
        transformElementAttributes(name, attributes) {
          if (name === "pageSetup") return { ...attributes, fitToWidth: 1, fitToHeight: 0 };
          return name === "pageMargins" ? { ...attributes, ...MARGINS } : attributes;
        },
      },
    },
  },
};
