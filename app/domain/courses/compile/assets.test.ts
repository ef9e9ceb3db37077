import { expect, test } from "vitest";
import { AssetTable } from "./assets.server.ts";

async function problemOf(inside: string, before = "") {
  const svg = `${before}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">${inside}</svg>`;
  const assets = new AssetTable(new Map([["figures/a.svg", Buffer.from(svg)]]));
  await assets.prepare(["figures/a.svg"]);
  return assets.problemOf("figures/a.svg");
}

test.each([
  '<defs><path id="p" d="M0 0"/></defs><use href="#p"/><rect fill="url(#p)"/>',
  "<style>.a { fill: #123 }</style><text>on = script</text>",
])("a drawing with only its own parts is taken: %s", async (inside) => {
  expect(await problemOf(inside)).toBeNull();
});

test.each([
  "<script>alert(1)</script>",
  "<svg:script>alert(1)</svg:script>",
  '<g onload="alert(1)"/>',
  "<g/onclick=alert(1)>",
  "<g onload = 'alert(1)'/>",
  "<image href='https://evil.example/a.png'/>",
  "<use xlink:href = https://evil.example/a.svg#a />",
  "<style>@import 'https://evil.example/a.css';</style>",
  '<rect style="fill:url( https://evil.example/a )"/>',
  "<foreignObject><p/></foreignObject>",
])("a drawing that runs something or reaches outside is refused: %s", async (inside) => {
  expect(await problemOf(inside)).toContain("no scripts");
});

test("a drawing with entities of its own is refused", async () => {
  expect(await problemOf("&a;", '<!DOCTYPE svg [<!ENTITY a "b">]>')).toContain("no scripts");
});
