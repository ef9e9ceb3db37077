import { expect, test } from "vitest";
import { extensionAsked } from "./negotiate.ts";

test.each([
  [undefined, null],
  ["*/*", null],
  ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", null],
  ["application/pdf", "pdf"],
  ["application/pdf, */*;q=0.1", "pdf"],
  ["text/html;q=0.5, application/pdf", "pdf"],
  ["application/pdf;q=0.2, text/html", null],
  ["application/vc", "json"],
  ["application/ld+json", "json"],
  ["application/vc+jwt", "jwt"],
  ["image/png", "png"],
  ["image/svg+xml", "svg"],
  ["application/pdf;q=0", null],
  ["image/gif", null],
])("an Accept of %s asks for %s", (accept, extension) => {
  expect(extensionAsked(accept)).toBe(extension);
});
