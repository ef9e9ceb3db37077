import type { z } from "zod";
import type { FormState, Problem, Problems } from "#app/i18n/problem.ts";
import type { Key } from "#app/i18n/translate.ts";

export type FormResult<Value> = { ok: true; value: Value } | ({ ok: false } & FormState);

/**
 * Reads a posted form by its shape. A refused field's message is a key of the
 * catalogue: a Zod message that is one (`"people.register.username.taken"`), else
 * `ui.form.required` for an empty field and `ui.form.invalid` for another.
 */
export async function readForm<Value>(
  request: Request,
  shape: z.ZodType<Value>,
): Promise<FormResult<Value>> {
  return readFields(await postedForm(request), shape);
}

/** As `readForm`, of a form that was posted with files, which are left aside. */
export function readFields<Value>(form: FormData, shape: z.ZodType<Value>): FormResult<Value> {
  const values = fieldsOf(form);
  const parsed = shape.safeParse(values);
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems: Problems = {};
  for (const issue of parsed.error.issues) {
    const name = issue.path.map(String).join(".");
    problems[name] ??= problemOf(issue, values[name]);
  }
  return { ok: false, problems, values: showable(values) };
}

/** A form's state after the command refused it for a reason tied to one field. */
export function refusedField(
  value: object,
  field: string,
  key: Key,
  values?: Record<string, string | number>,
): FormState {
  return { problems: { [field]: { key, values } }, values: showable(value as FormState["values"]) };
}

/** The same, of several fields. */
export const refusedFields = (value: object, problems: Problems): FormState => ({
  problems,
  values: showable(value as FormState["values"]),
});

/** A form's state as it was sent, with nothing wrong: the page asks about it before it is done. */
export const showAgain = (value: object): FormState => ({
  problems: {},
  values: showable(value as FormState["values"]),
});

/** The fields as they were posted. What is not a form is the sender's mistake, not ours: 400. */
export async function postedForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new Response(null, { status: 400 });
  }
}

function fieldsOf(form: FormData): Record<string, string | string[]> {
  // In one pass: `getAll` for each of a hundred thousand names would hold the process for minutes.
  const all = new Map<string, string[]>();
  for (const [name, value] of form) {
    // Postgres keeps no NUL in a text, and nobody types one.
    const text = (typeof value === "string" ? value : value.name).replaceAll("\0", "");
    const given = all.get(name);
    if (given) given.push(text);
    else all.set(name, [text]);
  }
  return Object.fromEntries(
    [...all].map(([name, given]) => {
      const [first = "", second] = given;
      return [name, name.endsWith("[]") || second !== undefined ? given : first];
    }),
  );
}

function problemOf(issue: z.core.$ZodIssue, value: unknown): Problem {
  if (/^[a-z-]+(\.[a-z0-9-]+)+$/.test(issue.message)) {
    const values = issue.code === "too_big" ? { max: Number(issue.maximum) } : undefined;
    return { key: issue.message as Key, values };
  }
  if (issue.code === "too_big" && typeof value === "string") {
    return { key: "ui.form.too-long", values: { max: Number(issue.maximum) } };
  }
  return { key: value === undefined || value === "" ? "ui.form.required" : "ui.form.invalid" };
}

function showable(values: Record<string, unknown>): FormState["values"] {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) =>
        !/password|code/i.test(name) && (typeof value === "string" || Array.isArray(value)),
    ),
  ) as FormState["values"];
}
