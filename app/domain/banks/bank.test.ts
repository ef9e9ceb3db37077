import { describe, expect, test } from "vitest";
import { readBank } from "./bank.ts";

const tags = (id: string, more = "") =>
  `// [id:${id}] [tag:objetivo:dab-1-1] [tag:dificultad:facil] [tag:uso:examen] [tag:pais:GT,CL]${more}`;

const good = (id: string) => `${tags(id)}
::${id} Título::¿Qué publica? {
  ~El PDF#No se suma.
  =La tabla#Se suma.
  ####Una idea.
}`;

describe("reading a bank in GIFT", () => {
  test("gives each item its id, key, feedback and tags", () => {
    const { items, problems } = readBank(good("q1"), "b.gift");
    expect(problems).toEqual([]);
    expect(items).toEqual([
      {
        id: "q1",
        title: "q1 Título",
        interaction: "choice",
        prompt: "¿Qué publica?",
        choices: [
          { id: "a", text: "El PDF", feedback: "No se suma." },
          { id: "b", text: "La tabla", feedback: "Se suma." },
        ],
        response: { correct: ["b"], mapping: { b: 1 } },
        feedback: "Una idea.",
        objective: "dab-1-1",
        difficulty: "facil",
        countries: ["GT", "CL"],
        uses: ["exam"],
      },
    ]);
  });

  test("a broken question loses only itself, and is told with its line", () => {
    const text = [good("q1"), `${tags("q2")}\n::q2::¿Sin cierre? {\n  ~a\n  =b`, good("q3")].join(
      "\n\n",
    );
    const { items, problems } = readBank(text, "b.gift");
    expect(items.map(({ id }) => id)).toEqual(["q1", "q3"]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: "b.gift", line: 11, code: "syntax" });
  });

  test("reads Windows-1252 when the bytes are not UTF-8, and UTF-8 with its mark", () => {
    const latin = Buffer.from(good("q1"), "latin1");
    expect(readBank(latin, "b.gift").items[0]?.title).toBe("q1 Título");
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(good("q1"))]);
    expect(readBank(marked, "b.gift").items[0]?.id).toBe("q1");
  });

  test("true and false: the first feedback is for the wrong answer", () => {
    const { items } = readBank(
      `${tags("q1")}\n::q1::Vacío es cero. {F#Es otra cosa.#Bien.}`,
      "b.gift",
    );
    expect(items[0]?.response).toEqual({ correct: ["false"], mapping: { false: 1 } });
    expect(items[0]?.choices).toEqual([
      { id: "true", text: "", feedback: "Es otra cosa." },
      { id: "false", text: "", feedback: "Bien." },
    ]);
  });

  test("takes the marks of a Moodle export off, and keeps what only looks like one", () => {
    const text = `${tags("q1")}\n::q1::[html]<p>Con a < b &amp; <b>c</b></p><p>¿Qué\\?</p> {=sí ~no}`;
    expect(readBank(text, "b.gift").items[0]?.prompt).toBe("Con a < b & c\n¿Qué\\?");
  });

  test.each([
    ["no-id", "::q::¿Qué? {=a ~b}"],
    ["bad-id", "// [id:q 1]\n::q::¿Qué? {=a ~b}"],
    ["no-objective", "// [id:q] [tag:uso:examen]\n::q::¿Qué? {=a ~b}"],
    ["bad-tag", "// [id:q] [tag:dificultad:regular]\n::q::¿Qué? {=a ~b}"],
    ["no-key", "// [id:q]\n::q::¿Cuánto? {#=%50%3}"],
    ["marked-by-a-person", "// [id:q]\n::q::Escriba. {}"],
    ["no-rubric", "// [id:q] [tag:uso:examen] [tag:objetivo:a]\n::q::Escriba. {}"],
    ["description", "// [id:q]\n::q::Lea esto."],
    ["several-keys", "// [id:q]\n::q::¿Qué? {=a =b ~c}"],
    ["no-key", "// [id:q]\n::q::¿Qué? {~a ~b}"],
    ["repeated-choice", "// [id:q]\n::q::¿Qué? {=a ~A}"],
    ["bad-weights", "// [id:q]\n::q::¿Qué? {~%50%a ~%25%b ~%-100%c}"],
  ])("refuses with %s: %j", (code, text) => {
    const { items, problems } = readBank(text, "b.gift");
    expect(items).toEqual([]);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });

  test("refuses the second of two questions with one id", () => {
    const { items, problems } = readBank(`${good("q1")}\n\n${good("q1")}`, "b.gift");
    expect(items).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: "repeated-id", line: 8 });
  });

  test("leaves out categories and comments", () => {
    const text = `// Banco\n\n$CATEGORY: AIP/DAB\n${good("q1")}\n\n// fin`;
    const { items, problems } = readBank(text, "b.gift");
    expect([items.length, problems.length]).toEqual([1, 0]);
  });
});
