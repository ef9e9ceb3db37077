/** A field that holds a part of a response. */
type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Milliseconds without a key after which what was typed is saved, and at most between two savings. */
const PAUSE = 2_000;
const LONGEST = 15_000;

/**
 * The response that a question's fields hold, as the server reads them from its form: ids of what
 * is checked, values of lists, texts, and `gap text` of what is typed in a gap.
 */
export function responseOf(question: HTMLElement): string[] {
  const listed: string[] = [];
  const typed: string[] = [];
  for (const field of fieldsOf(question)) {
    if (isOption(field) && !field.checked) continue;
    if (field.value.trim() === "") continue;
    const gap = gapOf(field);
    if (gap) typed.push(`${gap} ${field.value}`);
    else listed.push(field.value);
  }
  return [...listed, ...typed];
}

/** Puts a response back into a question's fields. */
export function restoreResponse(question: HTMLElement, response: readonly string[]): void {
  const fields = fieldsOf(question);
  const offered = new Set(
    fields.flatMap((field) => (isList(field) ? [...field.options].map(({ value }) => value) : [])),
  );
  const texts = response.filter((part) => !offered.has(part));
  for (const field of fields) {
    const gap = gapOf(field);
    if (isOption(field)) field.checked = response.includes(field.value);
    else if (isList(field))
      field.value = response.find((part) => valuesOf(field).includes(part)) ?? "";
    else if (gap)
      field.value =
        response.find((part) => part.startsWith(`${gap} `))?.slice(gap.length + 1) ?? "";
    else if (field.type !== "hidden") field.value = texts[0] ?? "";
  }
}

/** On a slow line somebody may answer before the script has come. */
export function isTouched(question: HTMLElement): boolean {
  return fieldsOf(question).some((field) => {
    if (isOption(field)) return field.checked !== field.defaultChecked;
    if (isList(field))
      return [...field.options].some(
        ({ selected, defaultSelected }) => selected !== defaultSelected,
      );
    return field.type !== "hidden" && field.value !== field.defaultValue;
  });
}

/** Calls `save` with the question where somebody types, after a pause and now and then. */
export function whileTyping(form: HTMLElement, save: (question: HTMLElement) => void): void {
  let timer = 0;
  let since = 0;
  let unsaved: HTMLElement | null = null;
  const settle = () => {
    clearTimeout(timer);
    since = 0;
    unsaved = null;
  };
  form.addEventListener("input", ({ target }) => {
    const field = target as Field;
    const question = field.closest<HTMLElement>("[data-item]");
    if (!question || isOption(field) || isList(field) || !isPart(field)) return;
    unsaved = question;
    since ||= Date.now();
    clearTimeout(timer);
    const wait = Math.max(0, Math.min(PAUSE, since + LONGEST - Date.now()));
    timer = window.setTimeout(saveNow, wait);
  });
  // Leaving the field saves it elsewhere.
  form.addEventListener("change", settle);
  window.addEventListener("pagehide", saveNow);

  function saveNow() {
    const question = unsaved;
    settle();
    if (question) save(question);
  }
}

const isPart = (field: Field): boolean => field.name.startsWith("response.");

function fieldsOf(question: HTMLElement): Field[] {
  return [...question.querySelectorAll<Field>("[name^='response.']")];
}

const isList = (field: Field): field is HTMLSelectElement => field.type === "select-one";

const isOption = (field: Field): field is HTMLInputElement =>
  field.type === "radio" || field.type === "checkbox";

const valuesOf = ({ options }: HTMLSelectElement): string[] =>
  [...options].map(({ value }) => value).filter(Boolean);

/** Of `response.item[gap]`; fields of lists end in `[]`. */
const gapOf = ({ name }: Field): string => /\[([^\]]+)\]$/.exec(name)?.[1] ?? "";
