import { inThisOrder } from "#app/domain/assessment/interactions/order/order.ts";
import { evenShares, pair } from "#app/domain/assessment/interactions/pairs.ts";
import type {
  AssessmentItem,
  Choice,
  InteractionName,
  ResponseDeclaration,
} from "#app/domain/assessment/item.ts";

/** A choice with these words; it explains itself. */
export const choice = (id: string, text = `Opción ${id}`): Choice => ({
  id,
  text,
  feedback: `Porque ${id}`,
});

/** A key of these parts, each worth as much as another. */
export const keyOfParts = (...correct: string[]): ResponseDeclaration => ({
  correct,
  mapping: evenShares(correct),
});

type Facts = Partial<AssessmentItem> & Pick<AssessmentItem, "interaction" | "response">;

/** An item of the exam with these facts, else plain ones. */
export function itemOf(facts: Facts): AssessmentItem {
  return {
    id: `q-${facts.interaction}`,
    title: facts.interaction,
    prompt: "¿Qué corresponde?",
    choices: [],
    feedback: "La idea detrás.",
    objective: "dab-1",
    difficulty: "media",
    countries: [],
    uses: ["exam"],
    ...facts,
  };
}

const rubric = {
  criteria: [
    {
      id: "claridad",
      text: "Se entiende",
      levels: [
        { points: 0, text: "No se entiende" },
        { points: 2, text: "Se entiende sin esfuerzo" },
      ],
    },
  ],
};

/** One item of each kind with its right response, as the tests of pages answer it. */
export const SAMPLES: Record<InteractionName, { item: AssessmentItem; right: string[] }> = {
  choice: {
    item: itemOf({
      interaction: "choice",
      prompt: "¿Qué color resulta de mezclar azul y amarillo?",
      choices: [choice("a", "Rojo"), choice("b", "Verde"), choice("c", "Morado")],
      response: keyOfParts("b"),
    }),
    right: ["b"],
  },
  "multiple-response": {
    item: itemOf({
      interaction: "multiple-response",
      prompt: "¿Cuáles de estos números son pares?",
      choices: [choice("a", "Dos"), choice("b", "Tres"), choice("c", "Cuatro")],
      response: { correct: ["a", "c"], mapping: { a: 0.5, b: -0.5, c: 0.5 } },
    }),
    right: ["a", "c"],
  },
  "true-false": {
    item: itemOf({
      interaction: "true-false",
      prompt: "El agua hierve a mayor temperatura que la del hielo.",
      choices: [choice("true", ""), choice("false", "")],
      response: keyOfParts("true"),
    }),
    right: ["true"],
  },
  match: {
    item: itemOf({
      interaction: "match",
      prompt: "Una cada animal con lo que lo cubre.",
      sources: [choice("s1", "Gallina"), choice("s2", "Trucha"), choice("s3", "Oveja")],
      choices: [choice("c1", "Escamas"), choice("c2", "Lana"), choice("c3", "Plumas")],
      response: keyOfParts("s1 c3", "s2 c1", "s3 c2"),
    }),
    right: ["s1 c3", "s2 c1", "s3 c2"],
  },
  order: {
    item: itemOf({
      interaction: "order",
      prompt: "Ordene de menor a mayor.",
      choices: [choice("uno", "Uno"), choice("dos", "Dos"), choice("tres", "Tres")],
      response: keyOfParts("uno 1", "dos 2", "tres 3"),
    }),
    right: ["uno 1", "dos 2", "tres 3"],
  },
  "text-entry": {
    item: itemOf({
      interaction: "text-entry",
      prompt: "¿Cómo se llama la línea que divide el círculo en dos por su centro?",
      response: {
        correct: ["diámetro"],
        mapping: {},
        texts: [
          { text: "diámetro", score: 1, feedback: "Pasa por el centro." },
          { text: "radio*", score: 0, feedback: "El radio llega hasta el centro." },
        ],
      },
    }),
    right: ["diámetro"],
  },
  numeric: {
    item: itemOf({
      interaction: "numeric",
      prompt: "¿Cuánto mide un camino de mil quinientos metros?",
      entry: {
        units: [
          { name: "m", factor: 1 },
          { name: "km", factor: 1000 },
        ],
      },
      response: {
        correct: ["1500", "m"],
        mapping: {},
        numbers: [{ from: 1490, to: 1510, score: 1, feedback: "Mil metros son un kilómetro." }],
      },
    }),
    right: ["1,5", "km"],
  },
  "inline-choice": {
    item: itemOf({
      interaction: "inline-choice",
      prompt: "El sol sale por el [[g1]] y se pone por el [[g2]].\nAl mediodía está en lo [[g3]].",
      choices: [choice("este", "este"), choice("oeste", "oeste")],
      gaps: [
        { id: "g1", choices: ["este", "oeste"] },
        { id: "g2", choices: ["este", "oeste"] },
        { id: "g3", choices: [] },
      ],
      response: {
        correct: ["g1 este", "g2 oeste", "g3 alto"],
        mapping: { "g1 este": 1 / 3, "g2 oeste": 1 / 3 },
        texts: [{ gap: "g3", text: "alto", score: 1 / 3, feedback: "El cenit." }],
      },
    }),
    right: ["g1 este", "g2 oeste", "g3 alto"],
  },
  "extended-text": {
    item: itemOf({
      interaction: "extended-text",
      prompt: "Explique cómo ordenaría los documentos de un archivo.",
      entry: { length: 500 },
      rubric,
      response: { correct: [], mapping: {} },
    }),
    right: ["Por año.\nLuego, por tema."],
  },
  "file-upload": {
    item: itemOf({
      interaction: "file-upload",
      prompt: "Envíe el plan que hizo en la actividad.",
      entry: {
        files: { most: 2, bytes: 5_000_000, mediaTypes: ["application/pdf", "image/png"] },
      },
      rubric,
      response: { correct: [], mapping: {} },
    }),
    right: [],
  },
};

/** Names that break what trusts them. */
const HOSTILE = ["constructor", "toString", "valueOf", "hasOwnProperty", "0", "a.b-c_d"];

/** A valid item of a kind, its parts as the dice fall; `random` is 0 to below 1. */
export function drawnItem(interaction: InteractionName, random: () => number): AssessmentItem {
  const below = (limit: number) => Math.floor(random() * limit);
  const some = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => {
      const hostile = HOSTILE[below(HOSTILE.length * 3)];
      return choice(hostile ? `${hostile}-${prefix}${index}` : `${prefix}${index}`);
    });
  const oddFirst = (choices: Choice[]) => {
    const [first, ...rest] = choices;
    return first && random() < 0.3 ? [choice("constructor"), ...rest] : choices;
  };
  const choices = oddFirst(some("c", 2 + below(6)));
  const pick = <Value>(values: readonly Value[]) => values[below(values.length)] as Value;
  const whole = random() < 0.3 ? { whole: true } : {};

  switch (interaction) {
    case "choice":
      return itemOf({ interaction, choices, response: keyOfParts(pick(choices).id) });
    case "multiple-response": {
      const right = choices.filter((_, index) => index === 0 || random() < 0.5);
      const { correct, mapping } = keyOfParts(...right.map(({ id }) => id));
      for (const { id } of choices) mapping[id] ??= -random();
      return itemOf({ interaction, choices, response: { correct, mapping, ...whole } });
    }
    case "true-false":
      return itemOf({
        ...{ interaction, choices: [choice("true", ""), choice("false", "")] },
        response: keyOfParts(pick(["true", "false"])),
      });
    case "match": {
      const sources = some("s", 2 + below(5));
      const pairs = sources.map(({ id }) => pair(id, pick(choices).id));
      const response = { ...keyOfParts(...pairs), ...whole };
      return itemOf({ interaction, sources, choices, response });
    }
    case "order":
      return itemOf({
        ...{ interaction, choices },
        response: { ...keyOfParts(...inThisOrder(choices)), ...whole },
      });
    case "text-entry": {
      const text = pick(["Ñandú", "agua*", "a\\*b", "Kʼicheʼ", "*", "dos  palabras"]);
      const texts = [{ text, score: 1, feedback: null }];
      return itemOf({
        interaction,
        response: { correct: [text.replaceAll("\\*", "*")], mapping: {}, texts },
      });
    }
    case "numeric": {
      const middle = (random() - 0.5) * 10 ** below(9);
      const slack = random() < 0.5 ? 0 : Math.abs(middle) * random();
      const units =
        random() < 0.5
          ? [
              { name: "m", factor: 1 },
              { name: "km", factor: 1000 },
            ]
          : [];
      const numbers = [{ from: middle - slack, to: middle + slack, score: 1, feedback: null }];
      return itemOf({
        interaction,
        ...(units.length > 0 && { entry: { units } }),
        response: {
          correct: [String(middle), ...(units.length > 0 ? ["m"] : [])],
          mapping: {},
          numbers,
        },
      });
    }
    case "inline-choice": {
      const gaps = some("g", 1 + below(4)).map(({ id }) => ({
        id,
        choices: random() < 0.5 ? [] : choices.map((each) => each.id),
      }));
      const share = 1 / gaps.length;
      const keys = gaps.map((gap) => ({ ...gap, answer: pick(gap.choices) ?? "un texto" }));
      const parts = keys.map(({ id, answer }) => pair(id, answer));
      const texts = keys
        .filter((gap) => gap.choices.length === 0)
        .map(({ id, answer }) => ({ gap: id, text: answer, score: share, feedback: null }));
      const chosen = parts.filter((_, index) => (keys[index]?.choices.length ?? 0) > 0);
      const mapping = Object.fromEntries(chosen.map((part) => [part, share]));
      return itemOf({
        ...{ interaction, choices, gaps },
        prompt: gaps.map(({ id }) => `Texto [[${id}]]`).join(" "),
        response: { correct: parts, mapping, texts, ...whole },
      });
    }
    default:
      return { ...SAMPLES[interaction].item };
  }
}
