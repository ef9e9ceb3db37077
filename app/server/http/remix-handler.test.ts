import { describe, expect, test } from "vitest";
import { mayMatch } from "./remix-handler.ts";

const path = (text: string) => text.split("/").filter(Boolean);

describe("a route left out beforehand", () => {
  test.each([
    ["/cursos/:course/examen", "/cursos/datos-abiertos"],
    ["/cursos/:course", "/cursos/datos-abiertos/examen"],
    ["/cursos/:course", "/meta/datos-abiertos"],
    ["", "/meta"],
  ])("cannot be of the address: %s, %s", (route, address) => {
    expect(mayMatch(path(route), path(address))).toBe(false);
  });

  test.each([
    ["/cursos/:course/:lesson", "/cursos/datos-abiertos/examen"],
    ["/cursos/:course/examen", "/Cursos/datos-abiertos/EXAMEN/"],
    ["*", "/what/ever"],
    ["*", "/"],
    ["/archivos/*", "/archivos/a/b/c"],
    ["/:language?/cursos", "/cursos"],
    ["", "/"],
  ])("is never one that may be: %s, %s", (route, address) => {
    expect(mayMatch(path(route), path(address))).toBe(true);
  });
});
