import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { describe, expect, onTestFinished, test } from "vitest";
import { createPlainPage } from "./plain-page.ts";

type Answer = Parameters<ReturnType<typeof createPlainPage>>;

/** What somebody is answered who asks for `/cursos` and gets such a page. */
async function answered(
  [status, reason, id]: [Answer[2], Answer[3], Answer[4]?],
  {
    stylesheet = null as string | null,
    ...asked
  }: RequestInit & { stylesheet?: string | null } = {},
) {
  const page = createPlainPage(stylesheet);
  const app = express().use((request, response) => page(request, response, status, reason, id));
  const server = createServer(app).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/cursos`, asked);
  return { response, html: await response.text() };
}

describe("a page without Remix or the database", () => {
  test("says why in the reader's language and is not kept", async () => {
    const { response, html } = await answered([503, "busy"], { headers: { Cookie: "idioma=en" } });
    expect(response.status).toBe(503);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(html).toContain('<html lang="en"');
    expect(html).toContain('<h1 class="govuk-heading-l">Many people are here right now</h1>');
  });

  test("looks like the site when its stylesheet is known, and goes without when not", async () => {
    const styled = await answered([503, "busy"], { stylesheet: "/assets/site-x.css" });
    expect(styled.html).toContain('<link rel="stylesheet" href="/assets/site-x.css">');
    const plain = await answered([503, "busy"]);
    expect(plain.html).not.toContain("stylesheet");
  });

  test("names the number to ask for help with", async () => {
    const { html } = await answered([500, "unexpected", "el-numero"]);
    expect(html).toContain("el-numero");
  });

  test("asks for itself again where only time is lacking, and never sends a form again", async () => {
    const loaded = await answered([503, "unavailable"]);
    expect(Number(loaded.response.headers.get("refresh"))).toBeGreaterThan(0);
    const sent = await answered([503, "unavailable"], { method: "POST", body: "a=1" });
    expect(sent.response.headers.get("refresh")).toBe(null);
    const broken = await answered([500, "unexpected", "el-numero"]);
    expect(broken.response.headers.get("refresh")).toBe(null);
  });

  test("offers to try again what may be over soon, and never to send a form again", async () => {
    const again = "Intentar otra vez";
    const ask = { headers: { Cookie: "idioma=es" } };
    expect((await answered([503, "unavailable"], ask)).html).toContain(again);
    const sent = await answered([503, "unavailable"], { ...ask, method: "POST", body: "a=1" });
    expect(sent.html).not.toContain(again);
    expect((await answered([413, "too-large"], ask)).html).not.toContain(again);
  });
});
