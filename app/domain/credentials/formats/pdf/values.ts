/** A value of a PDF's object (PDF 2.0 §7.3): a text is a name or a string, in Latin-1. */
export type PdfValue =
  | null
  | boolean
  | number
  | { name: string }
  | { string: string }
  | { ref: number }
  | PdfValue[]
  | Map<string, PdfValue>;

/** There is no value at this place. */
export class NoValue extends Error {
  override name = "NoValue";
}

/** The file cannot be read, or is more than is read. */
export class MalformedPdf extends Error {
  override name = "MalformedPdf";
}

/** How many values may still be read, from one text or from several. */
export interface Budget {
  values: number;
}

/** How deep arrays and dictionaries may stand in each other. */
const DEPTH = 50;

const WHITE = /[\0\t\n\f\r ]/;
const DELIMITER = /[()<>[\]{}/%]/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;
const REFERENCE =
  /(\d{1,10})[\0\t\n\f\r ]{1,8}\d{1,5}[\0\t\n\f\r ]{1,8}R(?![^\0\t\n\f\r ()<>[\]{}/%])/y;

export interface ValueReader {
  /** The value at a place and where it ends; throws NoValue or MalformedPdf. */
  valueAt(place: number): { value: PdfValue; end: number };
  /** The first place from here that is neither white space nor comment. */
  skip(place: number): number;
}

/**
 * Reads values of a PDF in Latin-1, one character a byte. However it is called, it goes over the
 * text a few times at most, and then throws: a text can be made so that every attempt at a value
 * fails after a long way.
 */
export function valueReader(text: string, budget: Budget): ValueReader {
  let at = 0;
  let walk = 8 * text.length + 1000;

  function skip(place: number): number {
    let next = place;
    for (; next < text.length; next += 1) {
      const character = text[next] as string;
      if (character === "%") {
        while (next < text.length && text[next] !== "\n" && text[next] !== "\r") next += 1;
      } else if (!WHITE.test(character)) break;
    }
    walk -= next - place;
    return next;
  }

  function value(depth: number): PdfValue {
    at = skip(at);
    budget.values -= 1;
    if (depth > DEPTH || budget.values < 0 || walk < 0) throw new MalformedPdf("too much");
    const character = text[at];
    if (character === "/") return { name: name() };
    if (character === "(") return { string: literal() };
    if (text.startsWith("<<", at)) return dictionary(depth);
    if (character === "<") return { string: hexadecimal() };
    if (character === "[") return array(depth);
    return reference() ?? word();
  }

  function token(): string {
    const start = at;
    while (
      at < text.length &&
      !WHITE.test(text[at] as string) &&
      !DELIMITER.test(text[at] as string)
    ) {
      at += 1;
    }
    return text.slice(start, at);
  }

  function name(): string {
    at += 1;
    return token().replace(/#([0-9A-Fa-f]{2})/g, (_, hex) =>
      String.fromCharCode(parseInt(hex, 16)),
    );
  }

  function word(): null | boolean | number {
    const found = token();
    if (found === "null") return null;
    if (found === "true" || found === "false") return found === "true";
    if (NUMBER.test(found)) return Number(found);
    throw new NoValue("no value");
  }

  function reference(): { ref: number } | null {
    REFERENCE.lastIndex = at;
    const found = REFERENCE.exec(text);
    if (!found) return null;
    at = REFERENCE.lastIndex;
    return { ref: Number(found[1]) };
  }

  /** §7.3.4.2. What an escape stands for is of no use here: no string of a PDF is shown. */
  function literal(): string {
    const start = at + 1;
    let open = 0;
    for (; at < text.length; at += 1) {
      const character = text[at];
      if (character === "\\") at += 1;
      else if (character === "(") open += 1;
      else if (character === ")") open -= 1;
      if (open === 0) break;
    }
    at += 1;
    if (open !== 0) throw new MalformedPdf("string without end");
    return text.slice(start, at - 1);
  }

  function hexadecimal(): string {
    const end = text.indexOf(">", at);
    if (end < 0) throw new MalformedPdf("string without end");
    const found = text.slice(at + 1, end);
    at = end + 1;
    return found;
  }

  function array(depth: number): PdfValue[] {
    const found: PdfValue[] = [];
    at = skip(at + 1);
    while (text[at] !== "]") {
      found.push(value(depth + 1));
      at = skip(at);
    }
    at += 1;
    return found;
  }

  function dictionary(depth: number): Map<string, PdfValue> {
    const found = new Map<string, PdfValue>();
    at = skip(at + 2);
    while (!text.startsWith(">>", at)) {
      if (text[at] !== "/") throw new NoValue("no key");
      const key = name();
      found.set(key, value(depth + 1));
      at = skip(at);
    }
    at += 2;
    return found;
  }

  return {
    skip,
    valueAt(place) {
      at = place;
      try {
        return { value: value(0), end: at };
      } finally {
        walk -= at - place;
      }
    },
  };
}
