type Json = unknown;
type Members = Record<string, Json>;
type Path = (string | number)[];

/** A way of writing a JSON-LD document otherwise so that it may make the same statements. */
type Rewriting = [name: string, document: Members];

const OB = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#";
const XSD = "https://www.w3.org/2001/XMLSchema#";
const CONTEXTS = ["context", "context-3.0.1", "context-3.0.2", "context-3.0.3"].map(
  (name) => `https://purl.imsglobal.org/spec/ob/v3p0/${name}.json`,
);

/**
 * The ways of saying what a document says in other JSON: values of another spelling, words by
 * another name or by their address, what JSON-LD has for the same (sets, lists, graphs,
 * indexes, contexts inside), contexts more or in another version, nodes split, merged, moved.
 * Many change what is said; a verifier must take none for the original that shows other facts.
 */
export function* rewritingsOf(document: Members): Generator<Rewriting> {
  yield* contextsOf(document);
  for (const path of pathsOf(document)) {
    if (path[0] === "@context" || path[0] === "proof") continue;
    const value = at(document, path);
    const ways = [...scalars(value), ...nodes(value), ...(path.length > 0 ? lists(value) : [])];
    for (const [name, written] of ways) {
      yield [`${name} at /${path.join("/")}`, replaced(document, path, written) as Members];
    }
  }
  yield* moved(document);
}

function* contextsOf(document: Members): Generator<Rewriting> {
  const contexts = [document["@context"] ?? []].flat();
  const put = (name: string, changed: Json): Rewriting => [
    name,
    { ...document, "@context": changed },
  ];
  for (const address of CONTEXTS) {
    yield put(`with ${address}`, [...contexts, address]);
    yield put(`by ${address}`, [contexts[0], address, ...contexts.slice(2)]);
  }
  yield put("contexts turned", [contexts[0], ...contexts.slice(1).reverse()]);
  yield put("a context twice", [...contexts, contexts[1] ?? contexts[0]]);
  yield put("contexts in a list", [contexts]);
  for (const inside of INSIDE) {
    yield put(`${JSON.stringify(inside)} last`, [...contexts, inside]);
    yield put(`${JSON.stringify(inside)} second`, [contexts[0], inside, ...contexts.slice(1)]);
  }
  yield* swappedNames(document);
}

const INSIDE: Json[] = [
  {},
  { "@base": "https://example.org/" },
  { "@vocab": OB },
  { "@language": "es" },
  { unused: "https://example.org/unused" },
  { Otra: `${OB}OpenBadgeCredential` },
  { titulo: "https://schema.org/name" },
  { "@import": CONTEXTS[3] },
  "https://w3id.org/security/v1",
  "https://w3id.org/security/v2",
];

/** Two members of the achievement change places, and the contexts with them. */
function* swappedNames(document: Members): Generator<Rewriting> {
  const { credentialSubject: subject } = document as {
    credentialSubject?: { achievement?: Members };
  };
  const contexts = [document["@context"] ?? []].flat();
  const { achievement } = subject ?? {};
  if (!achievement?.name || !achievement.description) return;
  const { name, description } = achievement;
  const swap = {
    "@propagate": false,
    name: "https://schema.org/description",
    description: "https://schema.org/name",
  };
  const changed = { ...achievement, name: description, description: name };
  const put = (inside: Json[], more: Members): Members => ({
    ...document,
    "@context": [...contexts.slice(0, 1), ...inside, ...contexts.slice(1)],
    credentialSubject: { ...subject, achievement: { ...more, ...changed } },
  });
  yield ["names swapped by a context of the achievement", put([], { "@context": swap })];
  yield ["names swapped by a context of the credential", put([swap], {})];
  const scoped = { achievement: { "@id": `${OB}achievement`, "@context": swap } };
  yield ["names swapped by a context of the word", put([scoped], {})];
}

function scalars(value: Json): [string, Json][] {
  if (typeof value === "boolean") {
    return [
      ["as a text", String(value)],
      ["as a number", Number(value)],
      ["as the other text", String(!value)],
      ["typed", { "@type": `${XSD}boolean`, "@value": String(value) }],
    ];
  }
  if (typeof value === "number") {
    return [
      ["as a text", String(value)],
      [
        "as a double",
        value
          .toExponential(15)
          .replace(/0*e\+?/, "E")
          .replace(".E", ".0E"),
      ],
      ["with a point", value.toFixed(1)],
      ["typed", { "@type": `${XSD}float`, "@value": String(value) }],
    ];
  }
  if (typeof value !== "string") return [];
  const first = value[0]?.toUpperCase() ?? "";
  return [
    ...(value !== "" && Number.isFinite(Number(value))
      ? ([["as a number", Number(value)]] as [string, Json][])
      : []),
    ["as a value", { "@value": value }],
    ["as a typed value", { "@value": value, "@type": `${XSD}string` }],
    [
      "with a language and a direction",
      { "@value": value, "@language": "es", "@direction": "rtl" },
    ],
    ["with an index", { "@value": value, "@index": "1" }],
    ["as an id", { id: value }],
    ["as an @id", { "@id": value }],
    ["as an address of Open Badges", `${OB}${value}`],
    ["as an address of credentials", `https://www.w3.org/2018/credentials#${value}`],
    ["by a prefix", value.replace(XSD, "xsd:")],
    ["with a capital", first + value.slice(1)],
    ["without its capital", (value[0]?.toLowerCase() ?? "") + value.slice(1)],
    ["composed", value.normalize("NFC")],
    ["decomposed", value.normalize("NFD")],
    ["with half a pair", value.replaceAll("\ufffd", "\ud800")],
    ["with the other half", value.replaceAll("\ufffd", "\udc00")],
    ...(value === "OpenBadgeCredential"
      ? ([["by its other name", "AchievementCredential"]] as [string, Json][])
      : []),
  ];
}

function nodes(value: Json): [string, Json][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const all = value as Members;
  const renamed = Object.entries(all).flatMap(([name, one]): [string, Json][] => {
    const { [name]: _, ...rest } = all;
    const capital = (name[0]?.toUpperCase() ?? "") + name.slice(1);
    const names = [capital, `${OB}${name}`, `https://schema.org/${name}`, `xsd:${name}`];
    const keyword = { id: "@id", type: "@type" }[name];
    return [
      ...[...names, ...(keyword ? [keyword] : [])].map((other): [string, Json] => [
        `${name} as ${other}`,
        { ...rest, [other]: one },
      ]),
      [`${name} in a nest`, { ...rest, "@nest": { [name]: one } }],
      [
        `${name} included`,
        { ...rest, "@included": [{ ...(all.id ? { id: all.id } : {}), [name]: one }] },
      ],
      [`${name} in reverse`, { ...rest, "@reverse": { [name]: one } }],
      [`${name} as a set`, { ...rest, [name]: { "@set": [one].flat() } }],
      [`${name} as a list`, { ...rest, [name]: { "@list": [one].flat() } }],
      [`${name} as a graph`, { ...rest, [name]: { "@graph": [one].flat() } }],
      [`${name} by index`, { ...rest, [name]: { "@none": one } }],
      [`${name} taken out`, rest],
    ];
  });
  return [
    ...renamed,
    ["with a null", { ...all, narrative: null }],
    ["with an index", { ...all, "@index": "1" }],
    ["with a prototype", withPrototype(all)],
    ["with a blank id", { id: "_:b0", ...all }],
    ["with a type of its own", { ...all, "@type": all.type ?? "Achievement" }],
    ["in another order", Object.fromEntries(Object.entries(all).reverse())],
  ];
}

function lists(value: Json): [string, Json][] {
  if (!Array.isArray(value))
    return [
      ["in an array", [value]],
      ["in two arrays", [[value]]],
    ];
  return [
    ["turned", [...value].reverse()],
    ["doubled", [...value, ...value]],
    ["its first alone", value[0]],
    ["with nothing", [...value, null]],
    ["as a set", { "@set": value }],
    ["as a list", { "@list": value }],
    // What is said of one thing, in two places: by its id it stays one.
    ...value.flatMap((one, index) =>
      split(one).map((halves): [string, Json] => ["split", value.toSpliced(index, 1, ...halves)]),
    ),
    ...value
      .slice(1)
      .map((one, index): [string, Json] => [
        "merged",
        value.toSpliced(index, 2, { ...(value[index] as object), ...(one as object) }),
      ]),
  ];
}

/** One node as two of the same id and type, each with a part of what is said. */
function split(value: Json): [Json, Json][] {
  if (typeof value !== "object" || value === null || !("id" in value)) return [];
  const { id, type, ...rest } = value as Members;
  const named = { id, ...(type !== undefined && { type }) };
  return Object.keys(rest).map((name) => {
    const { [name]: one, ...others } = rest;
    return [
      { ...named, [name]: one },
      { ...named, ...others },
    ];
  });
}

/** Members moved, and copied, between two places that are about one id. */
function* moved(document: Members): Generator<Rewriting> {
  const places = [...pathsOf(document)].filter((path) => {
    const value = at(document, path);
    return path[0] !== "proof" && typeof value === "object" && value !== null && "id" in value;
  });
  for (const from of places) {
    for (const to of places) {
      const [one, other] = [at(document, from), at(document, to)] as [Members, Members];
      if (from === to || one.id !== other.id || from.every((key, index) => key === to[index]))
        continue;
      for (const name of Object.keys(one).filter((key) => key !== "id" && key !== "type")) {
        const { [name]: value, ...rest } = one;
        const without = replaced(document, from, rest);
        const put = { ...(at(without as Members, to) as Members), [name]: value };
        yield [`${name} moved from /${from.join("/")}`, replaced(without, to, put) as Members];
        yield [`${name} left out at /${from.join("/")}`, without as Members];
      }
    }
  }
}

function* pathsOf(value: Json, path: Path = []): Generator<Path> {
  yield path;
  if (typeof value !== "object" || value === null) return;
  for (const [key, one] of Object.entries(value)) {
    yield* pathsOf(one, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

const at = (root: Json, path: Path): Json =>
  path.reduce<Json>((one, key) => (one as never)?.[key], root);

function replaced(value: Json, [key, ...rest]: Path, written: Json): Json {
  if (key === undefined) return written;
  const inner = replaced((value as never)[key], rest, written);
  if (Array.isArray(value)) return value.with(Number(key), inner);
  return { ...(value as object), [key]: inner };
}

/** As JSON that names its prototype is read: the name is one like any other. */
function withPrototype(all: Record<string, unknown>) {
  const members = [["__proto__", { name: "x" }], ...Object.entries(all)];
  return JSON.parse(
    `{${members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(",")}}`,
  );
}
