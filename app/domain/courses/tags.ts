/** What an attribute may hold. */
type Attribute = "text" | "https" | "number" | "path" | readonly string[];

export interface Tag {
  required: Readonly<Record<string, Attribute>>;
  optional: Readonly<Record<string, Attribute>>;
  /** Inside a sentence, around others, or alone with nothing in it. */
  place: "inline" | "block" | "void";
}

/**
 * The tags that authors may use, and the attributes of each. What is not here
 * is refused. Each has its component in `app/ui/lesson/`.
 */
const TAGS = {
  Note: { required: {}, optional: { kind: ["idea", "aviso", "legal"] }, place: "block" },
  Example: { required: { title: "text" }, optional: {}, place: "block" },
  WorkedExample: { required: { title: "text" }, optional: {}, place: "block" },
  Step: { required: { title: "text" }, optional: {}, place: "block" },
  Mistake: { required: { title: "text" }, optional: {}, place: "block" },
  Figure: {
    required: { src: "path", alt: "text" },
    optional: { caption: "text" },
    place: "void",
  },
  Activity: {
    required: { title: "text" },
    optional: { sheet: "path", minutes: "number" },
    place: "block",
  },
  Check: { required: { item: "text" }, optional: {}, place: "void" },
  Country: { required: { code: ["GT", "CL"] }, optional: {}, place: "block" },
  Term: { required: { define: "text" }, optional: {}, place: "inline" },
  Source: {
    required: { id: "text", title: "text", year: "text", country: "text" },
    optional: { href: "https", volatile: ["yes", "no"] },
    place: "void",
  },
  Video: {
    required: { title: "text", href: "https", size: "text" },
    optional: { minutes: "number" },
    place: "void",
  },
} as const satisfies Record<string, Tag>;

export type TagName = keyof typeof TAGS;

export function tagOf(name: string | null | undefined): Tag | null {
  return name && Object.hasOwn(TAGS, name) ? TAGS[name as TagName] : null;
}

/** What is wrong with the attributes of a tag, in words; an empty list when nothing is. */
export function attributeProblems(name: TagName, given: Record<string, string>): string[] {
  const { required, optional }: Tag = TAGS[name];
  const shape = { ...required, ...optional };
  return [
    ...Object.keys(required)
      .filter((attribute) => !given[attribute]?.trim())
      .map((attribute) => `<${name}> needs ${attribute}="…"`),
    ...Object.entries(given).flatMap(([attribute, value]) =>
      Object.hasOwn(shape, attribute)
        ? valueProblems(name, attribute, shape[attribute] as Attribute, value)
        : [`<${name}> has no attribute ${attribute}`],
    ),
  ];
}

function valueProblems(name: string, attribute: string, kind: Attribute, value: string): string[] {
  const place = `<${name} ${attribute}="${value}">`;
  if (Array.isArray(kind)) {
    return kind.includes(value) ? [] : [`${place}: use one of ${kind.join(", ")}`];
  }
  if (kind === "https" && !isSafeLink(value, ["https:"])) {
    return [`${place}: write a whole https address`];
  }
  if (kind === "number" && !/^\d{1,3}$/.test(value)) return [`${place}: write a number`];
  if (kind === "path" && !/^(figures|sheets)\/[\w.-]+$/.test(value)) {
    return [`${place}: write figures/<name> or sheets/<name>`];
  }
  return [];
}

/** Whether an address resolves, by itself, to one of the protocols. `//host` does not. */
export function isSafeLink(
  href: string,
  protocols: readonly string[] = ["https:", "mailto:", "tel:"],
): boolean {
  return URL.canParse(href) && protocols.includes(new URL(href).protocol);
}
