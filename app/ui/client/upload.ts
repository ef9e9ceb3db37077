/** Milliseconds before each time that a file is tried again; sent twice it is the same one. */
const WAITS = [2_000, 5_000, 10_000, 20_000];

/** What became of a file sent. */
type Sent = "shown" | "failed" | "session";

/** One after another: each goes with those that the answer has by then. */
let turn = Promise.resolve();

/**
 * Sends the files chosen in a field, through the form's own address, and shows the question as the
 * server answers it: with what it kept, or why it did not. One that could not be sent stays in its
 * field, and goes with the form.
 */
export function upload(
  field: HTMLInputElement,
  say: (question: HTMLElement, text?: string) => void,
): void {
  const question = field.closest<HTMLElement>("[data-item]");
  const address = field.form?.action ?? "";
  const { sending = "", failed = "", tooLarge = "", mostBytes = "" } = field.dataset;
  const complaints: string[] = [];
  for (const file of field.files ?? []) {
    if (file.size > Number(mostBytes)) complaints.push(tooLarge.replace("{file}", file.name));
    else turn = turn.then(() => send(file));
  }
  if (complaints.length > 0) field.value = "";
  turn = turn.then(() => complain(question, complaints));

  async function send(file: File): Promise<void> {
    if (!question) return;
    const form = formOf(question, field.name, file);
    const progress = (percent: number) => say(question, sending.replace("{percent}", `${percent}`));
    progress(0);
    const page = await patiently(() => post(address, form, progress));
    const sent = page ? show(question, page) : "failed";
    // The way to log in, and back to this page.
    if (sent === "session") location.assign(address);
    if (sent === "failed") say(question);
    const refusal = question.querySelector(".govuk-error-message");
    const complaint = sent === "failed" ? failed : refusal?.textContent;
    if (complaint) complaints.push(complaint);
    refusal?.remove();
  }
}

/** Tries again what did not come. */
async function patiently<Answer>(ask: () => Promise<Answer | null>): Promise<Answer | null> {
  for (const wait of WAITS) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return ask();
}

/** Says what is wrong above the field, aloud. */
function complain(question: HTMLElement | null, complaints: readonly string[]): void {
  const place = question?.querySelector(".question__file, .question__files");
  for (const earlier of question?.querySelectorAll(".govuk-error-message") ?? []) earlier.remove();
  for (const complaint of complaints) {
    const message = document.createElement("p");
    message.className = "govuk-error-message";
    message.role = "alert";
    message.textContent = complaint;
    place?.before(message);
  }
}

/** The question's own fields and the file; `quedarse` asks for its page again. */
function formOf(question: HTMLElement, name: string, file: File): FormData {
  const form = new FormData();
  const item = question.dataset.item ?? "";
  form.set("attempt", question.closest("form")?.dataset.attempt ?? "");
  form.set(`id.${item}`, crypto.randomUUID());
  for (const kept of question.querySelectorAll<HTMLInputElement>("input[name^='response.']"))
    form.append(kept.name, kept.value);
  form.append(name, file);
  form.set("quedarse", item);
  return form;
}

/** The page that answers, after its redirection; null when it did not come. */
function post(
  address: string,
  form: FormData,
  progress: (percent: number) => void,
): Promise<XMLHttpRequest | null> {
  const request = new XMLHttpRequest();
  request.open("POST", address);
  request.setRequestHeader("Accept", "text/html");
  request.upload.onprogress = ({ loaded, total }) => progress(Math.floor((99 * loaded) / total));
  return new Promise((resolve) => {
    request.onload = () =>
      resolve(request.status >= 500 || request.status === 429 ? null : request);
    request.onerror = () => resolve(null);
    request.send(form);
  });
}

/** Its status stays the same element, so that what it says next is read aloud. */
function show(question: HTMLElement, { responseText, status: code }: XMLHttpRequest): Sent {
  const page = new DOMParser().parseFromString(responseText, "text/html");
  const item = CSS.escape(question.dataset.item ?? "");
  const answered = page.querySelector(`[data-item="${item}"]`);
  const status = question.querySelector("[data-status]");
  if (!answered || !status) return code < 400 ? "session" : "failed";
  const hadFocus = question.contains(document.activeElement);
  for (const child of [...question.children]) if (child !== status) child.remove();
  for (const child of [...answered.children]) {
    if (child.matches("[data-status]")) status.textContent = child.textContent;
    else status.before(child);
  }
  const next =
    question.querySelector<HTMLElement>("input[type=file]") ??
    question.querySelector<HTMLElement>(".question__files a");
  if (hadFocus) next?.focus();
  return "shown";
}
