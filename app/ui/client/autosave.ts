import { type PendingAnswer, PendingAnswers } from "./pending.ts";
import { isTouched, responseOf, restoreResponse, whileTyping } from "./response.ts";
import { upload } from "./upload.ts";

/** What the server says of each answer. */
interface Reply {
  item: string;
  outcome: "saved" | "blank" | "finished" | "foreign";
  savedAt?: string;
  late?: boolean;
}

/** Milliseconds: how long one try may take, and between tries at first and at most. */
const PATIENCE = 15_000;
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 30_000;

export interface Saver {
  /** Resolves when there is nothing left to save, or it cannot be saved now. */
  flush(): Promise<void>;
}

/**
 * Saves each answer of an exam as it is given. Its sentences travel in the
 * form's `data-` attributes. What could not be saved waits on the device and is
 * sent again with the same UUID.
 */
export function autosave(): Saver | null {
  const form = document.querySelector<HTMLFormElement>("form[data-autosave]");
  if (!form) return null;
  const words = form.dataset as Record<string, string>;
  const pending = new PendingAnswers(words.attempt ?? "");
  let sending: Promise<void> | null = null;
  let timer = 0;
  let wait = FIRST_WAIT;

  for (const question of form.querySelectorAll<HTMLElement>("[data-item]")) {
    if (isTouched(question)) keep(question);
  }
  for (const [item, answer] of pending.all()) restore(item, answer);
  form.addEventListener("change", ({ target }) => {
    const field = target as HTMLInputElement;
    if (field.type === "file") return upload(field, sayAt);
    const question = field.closest<HTMLElement>("[data-item]");
    if (!question) return;
    keep(question);
    flush();
  });
  whileTyping(form, (question) => {
    keep(question);
    flush();
  });
  form.addEventListener("submit", holdBack);
  window.addEventListener("online", () => flush());
  if (pending.all().length > 0) flush();
  return { flush };

  function keep(question: HTMLElement) {
    const item = question.dataset.item ?? "";
    const id = crypto.randomUUID();
    idField(question).value = id;
    pending.put(item, { id, response: responseOf(question), since: Date.now() });
    say(item, words.saving);
  }

  function flush(): Promise<void> {
    sending ??= sendAll().finally(() => {
      sending = null;
    });
    return sending;
  }

  async function sendAll(): Promise<void> {
    clearTimeout(timer);
    while (pending.all().length > 0) {
      const sent = pending.all();
      const answer = await post(sent);
      if (answer === "offline") return retryLater();
      wait = FIRST_WAIT;
      if (answer === "session") return sayAll(words.session, loginLink());
      for (const [item, { id }] of sent) {
        const reply = answer.find((each) => each.item === item);
        if (pending.settle(item, id)) say(item, sentence(reply));
      }
    }
  }

  async function post(sent: [string, PendingAnswer][]): Promise<Reply[] | "offline" | "session"> {
    const body = new FormData();
    body.set("attempt", words.attempt ?? "");
    for (const [item, { id, response }] of sent) {
      body.set(`id.${item}`, id);
      for (const choice of response) body.append(`response.${item}[]`, choice);
    }
    try {
      const response = await fetch(words.autosave ?? "", {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (response.status === 401) return "session";
      if (response.status >= 500 || response.status === 429) return "offline";
      return response.ok ? await response.json() : [];
    } catch {
      return "offline";
    }
  }

  function retryLater() {
    sayAll(words.offline);
    timer = window.setTimeout(flush, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  function sentence(reply: Reply | undefined): string | undefined {
    if (!reply || reply.outcome === "foreign") return words.refused;
    if (reply.outcome === "finished") return words.closed;
    if (reply.outcome === "blank") return "";
    const time = new Date(reply.savedAt ?? "").toLocaleTimeString(words.language, {
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZone: words.timeZone,
    });
    return reply.late ? words.late : words.saved?.replace("{time}", time);
  }

  /** Leaving with something unsaved would lose sight of it: it is saved first, or the page says why not. */
  async function holdBack(event: Event) {
    const { submitter } = event as SubmitEvent;
    if (pending.all().length === 0 || (navigator.onLine && !form?.hasAttribute("data-flush")))
      return;
    event.preventDefault();
    delete form?.dataset.sent;
    await flush();
    if (pending.all().length === 0) form?.requestSubmit(submitter as HTMLElement | null);
  }

  function restore(item: string, { id, response }: PendingAnswer) {
    const question = questionOf(item);
    if (!question) return;
    idField(question).value = id;
    restoreResponse(question, response);
  }

  function questionOf(item: string): HTMLElement | null {
    return form?.querySelector<HTMLElement>(`[data-item="${CSS.escape(item)}"]`) ?? null;
  }

  function say(item: string, text = "", link?: Node) {
    const question = questionOf(item);
    if (question) sayAt(question, text, link);
  }

  function sayAt(question: HTMLElement, text = "", link?: Node) {
    const place = question.querySelector("[data-status]");
    place?.replaceChildren(text, ...(link ? [" ", link] : []));
  }

  /** Of the questions on this page that wait, or else where the page speaks for all. */
  function sayAll(text = "", link?: Node) {
    for (const [item] of pending.all()) say(item, text, link?.cloneNode(true));
    form?.querySelector("[data-status-all]")?.replaceChildren(text, ...(link ? [" ", link] : []));
  }

  function loginLink(): Node {
    const link = document.createElement("a");
    link.href = words.login ?? "";
    link.textContent = words.loginText ?? "";
    return link;
  }
}

function idField(question: HTMLElement): HTMLInputElement {
  return question.querySelector("input[name^='id.']") as HTMLInputElement;
}
