type Path = readonly PropertyKey[];

/** Lines of a JSON text, by the path of each value (`modules.0.title`); `""` is the whole. */
export type JsonLines = ReadonlyMap<string, number>;

/**
 * Where each value of a JSON text begins. Expects text that `JSON.parse` takes:
 * it finds places, it does not judge.
 */
export function jsonLines(text: string): JsonLines {
  const lines = new Map<string, number>();
  const tokens = text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g);
  const open: { isArray: boolean; key: string | number }[] = [];
  let expectsKey = false;
  const lineAt = lineCounter(text);
  const path = () => open.map(({ key }) => String(key)).join(".");

  for (const { 0: token, index } of tokens) {
    const inside = open.at(-1);
    if (token === "}" || token === "]") {
      open.pop();
      expectsKey = false;
    } else if (token === ",") {
      if (inside?.isArray) inside.key = Number(inside.key) + 1;
      else expectsKey = true;
    } else if (token === ":") {
      expectsKey = false;
    } else if (expectsKey && inside) {
      inside.key = JSON.parse(token) as string;
      lines.set(path(), lineAt(index));
    } else {
      if (!lines.has(path())) lines.set(path(), lineAt(index));
      if (token === "{" || token === "[") {
        open.push({ isArray: token === "[", key: token === "[" ? 0 : "" });
        expectsKey = token === "{";
      }
    }
  }
  return lines;
}

/** The line of a path, or of the nearest thing around it that is there. */
export function lineOf(lines: JsonLines, path: Path): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const line = lines.get(path.slice(0, length).map(String).join("."));
    if (line !== undefined) return line;
  }
  return 1;
}

/** The line at which `JSON.parse` gave up. V8 says the place only for some errors. */
export function lineOfSyntaxError(text: string, error: unknown): number {
  const message = error instanceof Error ? error.message : "";
  const line = /line (\d+) column/.exec(message)?.[1];
  if (line) return Number(line);
  const position = /position (\d+)/.exec(message)?.[1];
  if (position) return lineCounter(text)(Number(position));
  const excerpt = /"([^"]*)"\.\.\. is not valid/.exec(message)?.[1];
  const at = excerpt ? text.indexOf(excerpt) : text.trimEnd().length;
  return lineCounter(text)(Math.max(0, at));
}

/** Answers the line of an offset; offsets asked in order cost one pass in all. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let reached = 0;
  return (offset) => {
    if (offset < reached) {
      line = 1;
      reached = 0;
    }
    for (; reached < offset; reached += 1) if (text.charCodeAt(reached) === 10) line += 1;
    return line;
  };
}
