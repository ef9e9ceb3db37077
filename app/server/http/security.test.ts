import type { Request, Response } from "express";
import { describe, expect, test } from "vitest";
import { isCrossSite, securityHeaders } from "./security.ts";

const origin = "https://cabildo.example";

describe("a request is taken as another site's", () => {
  test.each([
    [
      "a post that the browser calls cross-site",
      "POST",
      "/salir",
      { "sec-fetch-site": "cross-site" },
    ],
    ["a post from a sibling host", "POST", "/salir", { "sec-fetch-site": "same-site" }],
    ["a post typed into the address bar", "POST", "/salir", { "sec-fetch-site": "none" }],
    [
      "a post from another origin, in an old browser",
      "POST",
      "/salir",
      { origin: "https://evil.example" },
    ],
    ["a post that hides its origin", "POST", "/salir", { origin: "null" }],
    ["a post that says nothing", "POST", "/salir", {}],
    ["a post to a data address", "POST", "/mi?_data=routes/mi", { "sec-fetch-site": "cross-site" }],
    ["a path that only looks like the API's", "POST", "/api/v1x", {}],
  ])("%s", (_, method, path, headers) => {
    expect(isCrossSite(method, path, headers, origin)).toBe(true);
  });

  test.each([
    ["a page", "GET", "/mi", { "sec-fetch-site": "cross-site" }],
    ["our own form", "POST", "/salir", { "sec-fetch-site": "same-origin" }],
    ["our own form, in an old browser", "POST", "/salir", { origin }],
    ["a call of the API, which ignores cookies", "POST", "/api/v1/verify", {}],
  ])("but not %s", (_, method, path, headers) => {
    expect(isCrossSite(method, path, headers, origin)).toBe(false);
  });
});

describe("other sites may frame", () => {
  function headersOf(path: string): Map<string, string> {
    const headers = new Map<string, string>();
    const setHeader = (name: string, value: string) => headers.set(name, value);
    securityHeaders({ path } as Request, { setHeader } as unknown as Response, () => {});
    return headers;
  }
  const id = "AAAAAAAAAAAAAAAAAAAAAA";

  test("the card of a certificate", () => {
    const headers = headersOf(`/verificar/${id}/tarjeta`);
    expect(headers.get("Content-Security-Policy")).toContain("frame-ancestors *;");
    expect(headers.has("X-Frame-Options")).toBe(false);
  });

  test.each([
    "/",
    "/mi",
    `/verificar/${id}`,
    `/verificar/${id}/tarjeta/`,
    `/verificar/${id}/tarjeta.data`,
    `/mi/verificar/${id}/tarjeta`,
  ])("and not %s", (path) => {
    const headers = headersOf(path);
    expect(headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("X-Frame-Options")).toBe("DENY");
  });
});
