/** The text is not the plain XML that is read. */
export class MalformedXml extends Error {
  override name = "MalformedXml";
}

/** What is found, in the order of the text. */
export interface XmlHandler {
  open(name: XmlName, attributes: ReadonlyMap<string, string>): void;
  text(text: string): void;
  close(): void;
}

/** A name with its namespace resolved (Namespaces in XML 1.0). */
interface XmlName {
  namespace: string;
  local: string;
}

/** How deep elements may stand in each other; those of a drawing are a dozen deep. */
const DEPTH = 100;
/** How many prefixes may be declared at one place. */
const PREFIXES = 100;

const SPACE = "[ \\t\\r\\n]";
const NAME = "[A-Za-z_:\\u0080-\\uFFFF][-.\\w:\\u0080-\\uFFFF]*";
const ATTRIBUTE = new RegExp(`${SPACE}+(${NAME})${SPACE}*=${SPACE}*("[^"<]*"|'[^'<]*')`, "y");
const OPENING = new RegExp(`<(${NAME})`, "y");
const OPENED = new RegExp(`${SPACE}*(/?)>`, "y");
const CLOSING = new RegExp(`</(${NAME})${SPACE}*>`, "y");

type Scope = ReadonlyMap<string, string>;

/** No attribute, or no namespace: most elements have none, and a file has millions. */
const NOTHING: ReadonlyMap<string, string> = new Map();

/**
 * Goes through an XML text once, from first to last. It knows elements, attributes, text, CDATA,
 * comments and the five entities that need no declaration. A document type is refused, and with it every
 * entity that somebody could declare. Throws MalformedXml; time is in proportion to the length.
 */
export function readXml(text: string, handler: XmlHandler): void {
  const open: { name: string; scope: Scope }[] = [];
  let at = text.startsWith("\ufeff") ? 1 : 0;
  let roots = 0;

  while (at < text.length) {
    if (text[at] !== "<") readText();
    else if (text[at + 1] === "/") readClosing();
    else if (text[at + 1] === "?") at = after("?>", at + 2);
    else if (text.startsWith("<!--", at)) at = after("-->", at + 4);
    else if (text.startsWith("<![CDATA[", at)) readCdata();
    else readOpening();
  }
  if (roots !== 1 || open.length > 0) throw new MalformedXml("not one whole element");

  function after(mark: string, from: number): number {
    const found = text.indexOf(mark, from);
    if (found < 0) throw new MalformedXml(`no ${mark}`);
    return found + mark.length;
  }

  function readCdata() {
    const end = after("]]>", at + 9);
    if (open.length === 0) throw new MalformedXml("text outside");
    handler.text(text.slice(at + 9, end - 3));
    at = end;
  }

  function readText() {
    const next = text.indexOf("<", at);
    const end = next < 0 ? text.length : next;
    const found = text.slice(at, end);
    if (open.length > 0) handler.text(withoutEntities(found));
    else if (found.trim() !== "") throw new MalformedXml("text outside");
    at = end;
  }

  function readClosing() {
    const [whole, name] = take(CLOSING);
    if (!whole || open.pop()?.name !== name) throw new MalformedXml("closes what is not open");
    handler.close();
  }

  function readOpening() {
    const [, name] = take(OPENING);
    if (!name || open.length === DEPTH) throw new MalformedXml("no element");
    if (open.length === 0) roots += 1;
    const attributes = readAttributes();
    const [whole, empty] = take(OPENED);
    if (!whole) throw new MalformedXml("element without end");
    const scope = scopeOf(attributes, open.at(-1)?.scope ?? NOTHING);
    open.push({ name, scope });
    handler.open(resolved(name, scope), attributes);
    if (empty) {
      open.pop();
      handler.close();
    }
  }

  function readAttributes(): ReadonlyMap<string, string> {
    if (text[at] === ">" || text[at] === "/") return NOTHING;
    const attributes = new Map<string, string>();
    for (let [, name, value] = take(ATTRIBUTE); name && value; [, name, value] = take(ATTRIBUTE)) {
      if (attributes.has(name)) throw new MalformedXml("an attribute twice");
      attributes.set(name, withoutEntities(value.slice(1, -1)));
    }
    return attributes;
  }

  function take(pattern: RegExp): (string | undefined)[] {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found ?? [];
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

function withoutEntities(text: string): string {
  return text.replace(/&([^;&]{0,10};)?/g, (_, reference: string | undefined) => {
    const name = reference?.slice(0, -1) ?? "";
    const known = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
    const [, hexadecimal, decimal] = /^#(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}))$/.exec(name) ?? [];
    const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    if (known) return known;
    if (!(code > 0 && code <= 0x10ffff)) throw new MalformedXml("an entity");
    return String.fromCodePoint(code);
  });
}

/** The namespaces in force in an element, by prefix; "" is that of names without one. */
function scopeOf(attributes: ReadonlyMap<string, string>, outer: Scope): Scope {
  if (attributes.size === 0) return outer;
  const declared = [...attributes].filter(
    ([name]) => name === "xmlns" || name.startsWith("xmlns:"),
  );
  if (declared.length === 0) return outer;
  if (declared.length + outer.size > PREFIXES) throw new MalformedXml("too many prefixes");
  return new Map([...outer, ...declared.map(([name, uri]) => [name.slice(6), uri] as const)]);
}

function resolved(name: string, scope: Scope): XmlName {
  const colon = name.indexOf(":");
  const prefix = colon < 0 ? "" : name.slice(0, colon);
  const namespace = scope.get(prefix);
  if (prefix && namespace === undefined) throw new MalformedXml("a prefix of no namespace");
  return { namespace: namespace ?? "", local: name.slice(colon + 1) };
}
