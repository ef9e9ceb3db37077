type Json = unknown;
type Path = (string | number)[];

/**
 * Every way of changing one thing in a JSON value, each with its name: a value changed, taken
 * out, doubled, moved, put in an array or taken out of it, of another kind; a member added or
 * renamed. Each differs from the value as JSON.
 */
export function* mutationsOf(root: Json): Generator<[string, Json]> {
  const original = JSON.stringify(root);
  for (const path of pathsOf(root)) {
    for (const [name, changed] of changesAt(root, path)) {
      if (JSON.stringify(changed) !== original) yield [`${name} at /${path.join("/")}`, changed];
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

function* changesAt(root: Json, path: Path): Generator<[string, Json]> {
  const value = path.reduce<Json>((one, key) => (one as never)[key], root);
  const put = (changed: Json): Json =>
    path.length === 0 ? changed : replaced(root, path, changed);
  if (path.length > 0) yield ["taken out", without(root, path)];
  if (path.length > 0) for (const [name, changed] of wraps(value)) yield [name, put(changed)];
  if (Array.isArray(value)) for (const [name, changed] of arrays(value)) yield [name, put(changed)];
  else if (typeof value === "object" && value !== null) {
    for (const [name, changed] of members(value)) yield [name, put(changed)];
  } else for (const [name, changed] of scalars(value)) yield [name, put(changed)];
}

const wraps = (value: Json): [string, Json][] => [
  ["null", null],
  ["in an array", [value]],
  ["in a @set", { "@set": [value] }],
  ["an empty array", []],
  ["an empty object", {}],
];

function arrays(value: Json[]): [string, Json][] {
  return [
    ["doubled", [...value, ...value]],
    ["last doubled", [...value, value.at(-1)]],
    ["with a null", [...value, null]],
    ["with a text", [...value, "x"]],
    ["with a context", [...value, "https://w3id.org/security/data-integrity/v2"]],
    ["reversed", [...value].reverse()],
    ["its first alone", value[0]],
    ...value.map((_, index): [string, Json] => [`without ${index}`, value.toSpliced(index, 1)]),
  ];
}

function members(value: object): [string, Json][] {
  const added: [string, Json][] = [
    ["an unknown member", { ...value, unknown: "x" }],
    ["a known member", { ...value, description: "x" }],
    ["a null member", { ...value, description: null }],
    ["an empty member", { ...value, evidence: [] }],
    ["a full address as member", { ...value, "https://schema.org/description": "x" }],
    ["a blank node's name", { ...value, "@id": "_:b0" }],
    ["a blank node's id", { ...value, id: "_:b9" }],
    ["an index", { ...value, "@index": "x" }],
    ["a graph", { ...value, "@graph": [] }],
    ["a context of its own", { ...value, "@context": "https://www.w3.org/ns/credentials/v2" }],
    ["an included node", { ...value, "@included": [] }],
  ];
  const renamed = Object.entries(value).flatMap(([name, one]): [string, Json][] => {
    const { [name as keyof typeof value]: _, ...rest } = value;
    const alias = { id: "@id", type: "@type" }[name];
    return [
      [`${name} renamed`, { ...rest, [`${name}x`]: one }],
      ...(alias ? [[`${name} as keyword`, { ...rest, [alias]: one }] as [string, Json]] : []),
    ];
  });
  return [...added, ...renamed];
}

function scalars(value: Json): [string, Json][] {
  if (typeof value !== "string") return [["another", value === true ? false : 7]];
  return [
    ["longer", `${value}x`],
    ["shorter", value.slice(0, -1)],
    ["with a space", `${value} `],
    ["in capitals", value.toUpperCase()],
    ["as a @value", { "@value": value }],
    ["with a language", { "@value": value, "@language": "es" }],
    ["as an @id", { "@id": value }],
    ["as an id", { id: value }],
    ["a number", Number(value) || 1],
    ["true", true],
  ];
}

function replaced(value: Json, [key, ...rest]: Path, changed: Json): Json {
  if (key === undefined) return changed;
  const inner = replaced((value as never)[key], rest, changed);
  if (Array.isArray(value)) return value.with(Number(key), inner);
  return { ...(value as object), [key]: inner };
}

function without(root: Json, path: Path): Json {
  const key = path.at(-1) as string | number;
  const parent = path.slice(0, -1).reduce<Json>((one, step) => (one as never)[step], root);
  if (Array.isArray(parent))
    return replaced(root, path.slice(0, -1), parent.toSpliced(Number(key), 1));
  const { [key]: _, ...rest } = parent as Record<string, Json>;
  return replaced(root, path.slice(0, -1), rest);
}
