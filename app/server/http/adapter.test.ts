import type { Request as ExpressRequest } from "express";
import { expect, test } from "vitest";
import { toWebRequest } from "./adapter.ts";

const asked = (originalUrl: string) =>
  toWebRequest(
    { method: "GET", headers: {}, originalUrl } as ExpressRequest,
    "https://muni.example",
  ).url;

test.each([
  ["/meta?a=1", "https://muni.example/meta?a=1"],
  ["//evil.example/meta", "https://muni.example//evil.example/meta"],
  ["//", "https://muni.example//"],
  ["http://evil.example/meta", "https://muni.example/meta"],
  ["http://evil.example", "https://muni.example/"],
  ["/cursos/a%00b?x=%00", "https://muni.example/cursos/a%EF%BF%BDb?x=%EF%BF%BD"],
  ["*", "https://muni.example/*"],
])("a request for %s is for a path of this site", (given, url) => {
  expect(asked(given)).toBe(url);
});
