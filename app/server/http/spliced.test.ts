import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { splicing } from "./spliced.ts";

const mark = (id: string) => `<x-kept id="${id}"></x-kept>`;

test("a page is its kept markup with the reader's own between it, compressed or not", () => {
  const { keep, page } = splicing();
  const text = `<p>${"Texto de la lección, ʼ y Ꞌ. ".repeat(200)}</p>`;
  const first = keep("first", () => text);
  const second = keep("second", () => "<b>corto</b>");
  const own = `<i>${"propio ".repeat(100)}</i>`;

  const spliced = page(`<html>${mark(first)}Ixchel${mark(second)}${own}${mark(first)}</html>`);

  const whole = `<html>${text}Ixchel<b>corto</b>${own}${text}</html>`;
  expect(spliced.bytes().toString()).toBe(whole);
  expect(gunzipSync(spliced.gzip()).toString()).toBe(whole);
  expect(spliced.gzip().length).toBeLessThan(Buffer.byteLength(whole) / 5);
  expect(spliced.isMostlyKept).toBe(true);
});

test("markup is rendered once for the same key", () => {
  const rendered: number[] = [];
  for (const visit of [1, 2, 3]) {
    const { keep, page } = splicing();
    const id = keep("once", () => `<p>${rendered.push(visit)}</p>`);
    expect(page(mark(id)).bytes().toString()).toBe("<p>1</p>");
  }
  expect(rendered).toEqual([1]);
});

test("a slot in kept markup holds what each page puts there", () => {
  const answers = ["6d3f", "10:42"].map((value) => {
    const { keep, page } = splicing();
    const id = keep("slots", (slot) => `<input value="${slot("id")}"/>`, { id: value });
    return page(mark(id)).bytes().toString();
  });
  expect(answers).toEqual(['<input value="6d3f"/>', '<input value="10:42"/>']);
});

test("a slot takes no markup, and is never left empty", () => {
  const { keep } = splicing();
  const fill = (slots: Record<string, string>) => () =>
    keep("strict", (slot) => `<b>${slot("who")}</b>`, slots);
  expect(fill({ who: "<script>" })).toThrow();
  expect(fill({})).toThrow();
});

test("a page without anything kept is as it was", () => {
  const spliced = splicing().page("<p>ñ</p>");
  expect(spliced.bytes().toString()).toBe("<p>ñ</p>");
  expect(gunzipSync(spliced.gzip()).toString()).toBe("<p>ñ</p>");
  expect(spliced.isMostlyKept).toBe(false);
});

test("text that looks like a mark is text", () => {
  const { page } = splicing();
  const text = '<x-kept id="kept-0"></x-kept>';
  expect(page(text).bytes().toString()).toBe(text);
});
