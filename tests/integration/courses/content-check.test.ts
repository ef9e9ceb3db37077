import { expect, test } from "vitest";
import { checkContent } from "#app/domain/courses/content-check.server.ts";
import { checkPorts } from "#app/operator/content-check.ts";
import { coursesFolder } from "#app/operator/content-sync.ts";
import { contentFolder } from "#tests/factories/courses.ts";

const folder = contentFolder();
const check = async () => {
  const [course] = await checkContent(folder.path, checkPorts);
  return course?.findings.map(({ file, line, message }) => `${file}:${line}: ${message}`) ?? [];
};

test("what the fixture lacks of the checklist is named, with its place", async () => {
  const found = await check();
  expect(found).toContain("agua-segura/es/leer-un-medidor.mdx:1: no <WorkedExample>");
  expect(found).toContain(
    "agua-segura/es/avisar-de-un-corte.mdx:9: its first lines do not name Monday's task",
  );
  expect(found).toContain("agua-segura/items/examen.gift:1: the key's places are uneven: 10, 0, 0");
});

test("a pool too small for its draw is named at its cell, for each country", async () => {
  folder.replace("items/examen.gift", "[tag:pais:GT,CL]", "[tag:pais:GT]");
  expect(await check()).toContain(
    "agua-segura/course.json:36: agu-1-1: 4 exam questions for CL, 5 wanted to draw 1",
  );
});

test("a long sentence is named where it is", async () => {
  const long = `El lunes ${Array(31).fill("suma").join(" ")}.`;
  folder.replace("es/calcular-el-consumo.mdx", "El lunes restará dos lecturas.", long);
  const found = await check();
  expect(found.find((text) => text.includes("a sentence of 33 words"))).toMatch(
    /^agua-segura\/es\/calcular-el-consumo\.mdx:9: /,
  );
});

test("an exam id that another course has is named at its line", async () => {
  const folder = contentFolder();
  folder.copyAs("zeta", "final");
  const [first, second] = await checkContent(folder.path, checkPorts);
  const about = "final: the exam of agua-segura has the same id";
  const clash = { file: "zeta/course.json", line: 32, message: about };
  expect(second?.findings).toContainEqual(clash);
  expect(first?.findings.map(({ message }) => message).join()).not.toContain("the same id");
});

test("the courses that come with the project have nothing against them", async () => {
  const checks = await checkContent(coursesFolder, checkPorts);
  expect(checks.flatMap(({ findings }) => findings)).toEqual([]);
});
