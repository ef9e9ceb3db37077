/** What became of a file sent. */
type Sent = "shown" | "failed" | "session";

/**
 * Sends the files chosen in a field one by one, through the form's own address, and shows the
 * question as the server answers it: with what it kept, or why it did not.
 */
export async function upload(
  field: HTMLInputElement,
  say: (question: HTMLElement, text?: string) => void,
): Promise<void> {
  const question = field.closest<HTMLElement>("[data-item]");
  if (!question) return;
  const { sending = "", failed = "", tooLarge = "", mostBytes = "" } = field.dataset;
  const files = [...(field.files ?? [])];
  field.disabled = true;
  for (const file of files) {
    if (file.size > Number(mostBytes)) {
      say(question, tooLarge.replace("{file}", file.name));
      continue;
    }
    const form = formOf(question, field.name, file);
    const progress = (percent: number) => say(question, sending.replace("{percent}", `${percent}`));
    progress(0);
    const page = await post(field.form?.action ?? "", form, progress);
    const sent = page === null ? "failed" : show(question, page);
    // The way to log in, and back to this page.
    if (sent === "session") return location.assign(field.form?.action ?? "");
    if (sent === "shown") continue;
    say(question, failed);
    break;
  }
  field.disabled = false;
  field.value = "";
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
  for (const child of [...question.children]) if (child !== status) child.remove();
  for (const child of [...answered.children]) {
    if (child.matches("[data-status]")) status.textContent = child.textContent;
    else status.before(child);
  }
  question.querySelector(".govuk-error-message")?.setAttribute("role", "alert");
  question.querySelector<HTMLElement>("input[type=file], .question__files button")?.focus();
  return "shown";
}
