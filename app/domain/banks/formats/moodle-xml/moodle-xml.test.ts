import { describe, expect, test } from "vitest";
import type { ReadBlock, SourceItem } from "../format.ts";
import { formats, readBlockOf } from "../registry.ts";

const quiz = (...questions: string[]) =>
  `<?xml version="1.0"?>\n<quiz>\n${questions.join("\n")}\n</quiz>`;
const question = (type: string, inside: string, text = "¿Qué?") =>
  `<question type="${type}"><name><text>Uno</text></name><questiontext format="html"><text><![CDATA[${text}]]></text></questiontext>${inside}</question>`;
const answer = (text: string, fraction: number, more = "") =>
  `<answer fraction="${fraction}" format="html"><text>${text}</text>${more}</answer>`;

function readAll(xml: string): ReadBlock[] {
  const split = formats["moodle-xml"].split(xml);
  if (!split.ok) throw new Error(split.fault);
  return split.blocks.map((block) => readBlockOf("moodle-xml", block));
}

function readOne(xml: string): SourceItem {
  const [read] = readAll(xml);
  if (!read?.ok) throw new Error(JSON.stringify(read));
  return read.source;
}

describe("reading Moodle XML", () => {
  test("a number with tolerance and units: a kilometre is worth a thousand metres", () => {
    const { item } = readOne(
      quiz(
        question(
          "numerical",
          `${answer("1500", 100, "<tolerance>50</tolerance><feedback><text>Bien</text></feedback>")}
           ${answer("*", 0, "<tolerance>0</tolerance><feedback><text>Cuente de nuevo</text></feedback>")}
           <unitgradingtype>1</unitgradingtype><showunits>1</showunits>
           <units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit>
           <unit><multiplier>0.001</multiplier><unit_name>km</unit_name></unit></units>`,
        ),
      ),
    );
    expect(item.entry).toEqual({
      units: [
        { name: "m", factor: 1 },
        { name: "km", factor: 1000 },
      ],
    });
    expect(item.response.numbers?.[0]).toEqual({
      from: 1450,
      to: 1550,
      score: 1,
      feedback: "Bien",
    });
    expect(item.response.numbers?.[1]).toMatchObject({ score: 0, feedback: "Cuente de nuevo" });
  });

  test("a cloze with a chosen and a typed gap, each worth its weight", () => {
    const { item } = readOne(
      quiz(
        question(
          "cloze",
          "",
          "<p>La ley {2:MULTICHOICE:=12#Sí~27~%50%13} es de {1:SHORTANSWER:=2002~%50%02#Con \\} y &#39;}.</p>",
        ),
      ),
    );
    expect(item.prompt).toBe("La ley [[g1]] es de [[g2]].");
    expect(item.gaps).toEqual([
      { id: "g1", choices: ["a", "b", "c"] },
      { id: "g2", choices: [] },
    ]);
    expect(item.response.mapping["g1 a"]).toBeCloseTo(2 / 3);
    expect(item.response.mapping["g1 c"]).toBeCloseTo(1 / 3);
    expect(item.response.texts?.map(({ text }) => text)).toEqual(["2002", "02"]);
    expect(item.response.texts?.[1]?.feedback).toBe("Con } y '");
  });

  test("an essay's notes for who marks it, and one that takes files", () => {
    const notes =
      "<graderinfo format='html'><text>&lt;p&gt;Cite la ley&lt;/p&gt;</text></graderinfo>";
    const { item } = readOne(quiz(question("essay", notes)));
    expect(item).toMatchObject({ interaction: "extended-text", scorerNotes: "Cite la ley" });
    const files =
      "<responseformat>noinline</responseformat><attachments>2</attachments><filetypeslist>application/pdf,.doc</filetypeslist>";
    const upload = readOne(quiz(question("essay", files)));
    expect(upload.item.entry?.files).toMatchObject({ most: 2, mediaTypes: ["application/pdf"] });
  });

  test("id, tags, category and order as their elements say", () => {
    const category =
      '<question type="category"><category><text>$course$/top/Agua</text></category></question>';
    const source = readOne(
      quiz(
        category,
        question(
          "ordering",
          `<idnumber>q7</idnumber><gradingtype>ALL_OR_NOTHING</gradingtype>${answer("Uno", 1)}${answer("Dos", 1)}
           <tags><tag><text>objetivo:dab-1</text></tag><tag><text>agua</text></tag></tags>`,
        ),
      ),
    );
    expect(source).toMatchObject({ sourceId: "q7", category: "$course$/top/Agua" });
    expect(source.item).toMatchObject({
      interaction: "order",
      objective: "dab-1",
      tags: ["agua"],
      response: { correct: ["a 1", "b 2"], whole: true },
    });
  });

  test("HTML becomes plain text: what is lost with it is told", () => {
    const html = `<script>alert(1)</script><p onclick="x()">Vea <a href="https://x.example">esto</a> <img src="x" alt="un mapa"></p>
      <table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table><svg><text>no</text></svg>`;
    const { item, notes } = readOne(
      quiz(question("multichoice", answer("&lt;b&gt;Sí&lt;/b&gt;", 100), html)),
    );
    expect(item.prompt).toBe("Vea esto [un mapa]\na | b\nc | d");
    expect(item.choices[0]?.text).toBe("Sí");
    expect(notes.sort()).toEqual(["image", "link", "script", "table"]);
  });

  test("a broken question loses only itself, with its line", () => {
    const good = question("truefalse", answer("true", 100) + answer("false", 0));
    const [first, broken, last] = readAll(
      quiz(good, question("truefalse", "<answer fraction='100'>"), good),
    );
    expect([first?.ok, last?.ok]).toEqual([true, true]);
    expect(broken).toMatchObject({ ok: false, fault: "syntax", line: 4 });
  });

  test("an entity that no XML has is a fault of its question, and is never looked up", () => {
    const [read] = readAll(
      quiz(question("truefalse", "<answer fraction='100'><text>&xxe;</text></answer>")),
    );
    expect(read).toMatchObject({ ok: false, fault: "syntax" });
  });

  test.each([
    [
      "doctype",
      `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ja"><!ENTITY b "&a;&a;&a;">]><quiz>${question("essay", "&b;")}</quiz>`,
    ],
    ["doctype", `<!DOCTYPE q SYSTEM "file:///etc/passwd"><quiz>${question("essay", "")}</quiz>`],
    [
      "too-deep",
      `<quiz><question type="essay">${"<a>".repeat(60)}${"</a>".repeat(60)}</question></quiz>`,
    ],
    ["not-moodle", "<html><p>Hola"],
  ])("refuses a file with %s", (fault, xml) => {
    expect(formats["moodle-xml"].split(xml)).toMatchObject({ ok: false, fault });
  });

  test("pictures inside the file are left out, however large", () => {
    const file = `<file name="a.png" encoding="base64">${"A".repeat(300_000)}</file>`;
    const { notes } = readOne(
      quiz(question("truefalse", answer("true", 100) + answer("false", 0) + file)),
    );
    expect(notes).toEqual(["file"]);
  });

  test("a kind that is not taken is told by its name", () => {
    const [read] = readAll(quiz(question("calculated", "")));
    expect(read).toMatchObject({ ok: false, fault: "unsupported", detail: "calculated" });
  });
});
