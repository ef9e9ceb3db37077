import { describe, expect, test } from "vitest";
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

describe("what is asserted", () => {
  const lesson = "es/calcular-el-consumo.mdx";
  const findings = async (text: string) => {
    const changed = contentFolder();
    changed.replace(lesson, "El lunes restará dos lecturas.", text);
    const [course] = await checkContent(changed.path, checkPorts);
    return course?.findings
      .filter(({ file }) => file.endsWith(lesson))
      .map(({ message }) => message);
  };
  const uncited = (said: string) => `"${said}" has no <Source> in its section`;
  const source = (attributes: string) =>
    `<Source id="X1" title="Norma" year="2020" ${attributes} />`;

  test.each([
    ["La Ley 20.285 da un plazo.", "Ley 2"],
    ["Lo dice el artículo 10.", "artículo 1"],
    ["Cubre el 20 % del costo.", "0 %"],
    ["Cuesta Q25,000.", "Q2"],
    ["Se responde en 10 días hábiles.", "0 días hábiles"],
  ])("has a source beside it: %s", async (text, said) => {
    expect(await findings(text)).toContain(uncited(said));
    const cited = `${text}\n\n${source('country="CL" href="https://example.org/x"')}`;
    expect(await findings(cited)).not.toContain(uncited(said));
  });

  test("in a story or a task needs none", async () => {
    const story = '<Mistake title="«Así es»">\n\nCuesta Q25,000.\n\n</Mistake>';
    expect(await findings(story)).not.toContain(uncited("Q2"));
  });

  test("of one country is not supported by a source inside another's part", async () => {
    const text = `<Country code="GT">\n\nCuesta Q25,000.\n\n</Country>\n\n<Country code="CL">\n\n${source(
      'country="CL" href="https://example.org/x"',
    )}\n\n</Country>`;
    expect(await findings(text)).toContain(uncited("Q2"));
  });

  test("is cited by a fact that was checked or by an address", async () => {
    const message = "X1: neither in facts.json nor with an address to find it at";
    expect(await findings(source('country="GT"'))).toContain(message);
    expect(await findings(source('country="GT" href="https://example.org"'))).not.toContain(
      message,
    );
  });
});

test("a paragraph that another lesson has is named, with both places", async () => {
  const folder = contentFolder();
  const shared = "El medidor de la escuela marca lo mismo que el del parque y nadie sabe por qué.";
  folder.replace("es/leer-un-medidor.mdx", "## Qué dice", `${shared}\n\n## Qué dice`);
  folder.replace("es/calcular-el-consumo.mdx", "## Restar", `${shared}\n\n## Restar`);
  const [course] = await checkContent(folder.path, checkPorts);
  expect(course?.findings).toContainEqual({
    file: "agua-segura/es/calcular-el-consumo.mdx",
    line: 11,
    message:
      "calcular-el-consumo: its paragraph is also in agua-segura/es/leer-un-medidor.mdx:17 (leer-un-medidor)",
  });
});

test("questions that ask nearly the same are named", async () => {
  const folder = contentFolder();
  const bank = folder.read("items/lecciones.gift");
  const asked = (id: string) =>
    `\n// [id:${id}] [tag:objetivo:agu-1-1] [tag:uso:repaso]\n::${id}::¿Quién lee el medidor de agua de la escuela del barrio? {=Ella#Sí ~Él#No}\n`;
  folder.write("items/lecciones.gift", `${bank}${asked("uno")}${asked("dos")}`);
  const [course] = await checkContent(folder.path, checkPorts);
  expect(course?.findings.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/^dos: nearly the same question is in .*lecciones\.gift:\d+ \(uno\)$/),
  );
});

test("a bank whose true-false questions are nearly all false is named", async () => {
  const folder = contentFolder();
  const asked = [1, 2, 3, 4, 5].map(
    (n) =>
      `\n// [id:agu-1-1-f${n}] [tag:objetivo:agu-1-1] [tag:uso:repaso] [tag:pais:GT,CL]\n::f${n}::Afirmación ${n}. {F#No#Así es}\n`,
  );
  folder.write("items/lecciones.gift", folder.read("items/lecciones.gift") + asked.join(""));
  const [course] = await checkContent(folder.path, checkPorts);
  expect(course?.findings.map(({ message }) => message)).toContain(
    "questions of the review: true and false are uneven: 0, 5",
  );
});

test("a figure that cannot be read at night, or has too few words, is named", async () => {
  const found = await check();
  const about = "agua-segura/es/leer-un-medidor.mdx:21: figures/medidor.svg:";
  expect(found).toContain(`${about} its alt is too short`);
  expect(found).toContain(`${about} it has no colours for the dark`);
});

test("what a course lacks as a whole is named at its place", async () => {
  const found = await check();
  expect(found).toContain("agua-segura/course.json:1: it has no presentation");
  expect(found).toContain("agua-segura/course.json:12: medir: it has no rubric");
  expect(found).toContain("agua-segura/course.json:8: agu-1-1: 0 questions for review, at least 3");
});

test("the courses that come with the project have nothing against them", async () => {
  const checks = await checkContent(coursesFolder, checkPorts);
  expect(checks.flatMap(({ findings }) => findings)).toEqual([]);
});
