import { type Answered, ask } from "./ask.ts";
import type { Saved } from "./held.ts";
import { makeId } from "./make-id.ts";
import { type PendingAnswer, PendingAnswers } from "./pending.ts";
import { isTouched, responseOf, restoreResponse, whileTyping } from "./response.ts";
import { upload } from "./upload.ts";
import { waitAfter } from "./waits.ts";

/** What the server says of each answer. */
interface Reply {
  item: string;
  outcome: "saved" | "blank" | "finished" | "foreign";
  savedAt?: string;
  late?: boolean;
}

/** How the person leaves the page: once all is saved, and when the server has something to say. */
interface Leaving {
  on(): void;
  asked(): void;
}

/**
 * Saves each answer of an exam as it is given. Its sentences travel in the form's `data-`
 * attributes. What could not be saved waits on the device and is sent again with the same UUID.
 * Whoever goes on stays on the page until the server has the answers of it: it then goes on by
 * itself. Answers how to save what waits.
 */
export function autosave(): (() => Promise<Saved>) | null {
  const form = document.querySelector<HTMLFormElement>("form[data-autosave]");
  if (!form) return null;
  const words = form.dataset as Record<string, string>;
  const questions = [...form.querySelectorAll<HTMLElement>("[data-item]")];
  const pending = new PendingAnswers(words.attempt ?? "");
  let sending: Promise<Saved> | null = null;
  let timer = 0;
  let tries = 0;
  let leaving: Leaving | null = null;
  let isAsItIs = false;

  for (const question of questions) if (isTouched(question)) keep(question, makeId());
  for (const [item, answer] of pending.all()) restore(item, answer);
  form.addEventListener("change", ({ target }) => {
    const field = target as HTMLInputElement;
    if (field.type === "file") return upload(field, sayAt);
    const question = field.closest<HTMLElement>("[data-item]");
    if (!question) return;
    keep(question, makeId());
    flush();
  });
  whileTyping(form, (question) => {
    keep(question, makeId());
    flush();
  });
  form.addEventListener("submit", goOn);
  document.addEventListener("click", follow);
  window.addEventListener("online", flush);
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) leaving = null;
  });
  if (pending.all().length > 0) flush();
  return flush;

  function keep(question: HTMLElement, id: string) {
    const item = question.dataset.item ?? "";
    idField(question).value = id;
    pending.put(item, { id, response: responseOf(question), since: Date.now() });
    say(item, words.saving);
  }

  function flush(): Promise<Saved> {
    sending ??= sendAll().finally(() => {
      sending = null;
    });
    return sending;
  }

  async function sendAll(): Promise<Saved> {
    clearTimeout(timer);
    let isKept = true;
    while (pending.all().length > 0) {
      const sent = pending.all();
      const answer = await ask(words.autosave ?? "", "application/json", fieldsOf(sent));
      if (!answer) {
        retryLater();
        return "away";
      }
      tries = 0;
      if (answer.status === 401) {
        sayAll(words.session, loginLink());
        leaving?.asked();
        return "session";
      }
      const replies = repliesIn(answer);
      for (const [item, { id }] of sent) {
        const reply = replies.find((each) => each.item === item);
        if (reply?.outcome !== "saved") isKept = false;
        if (pending.settle(item, id)) say(item, sentence(reply));
      }
    }
    if (isKept) leaving?.on();
    else leaving?.asked();
    return "all";
  }

  function fieldsOf(sent: [string, PendingAnswer][]): URLSearchParams {
    const fields = new URLSearchParams({ attempt: words.attempt ?? "" });
    for (const [item, { id, response }] of sent) {
      fields.set(`id.${item}`, id);
      for (const choice of response) fields.append(`response.${item}[]`, choice);
    }
    return fields;
  }

  function retryLater() {
    sayAll(words.offline);
    tries += 1;
    timer = window.setTimeout(flush, waitAfter(tries));
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

  /**
   * The button that leads on (`data-next`). Sent by the browser, the form would end on an error
   * of its own while the service is away: the answers are saved first, under the UUIDs they
   * have, and then the next page is all that is left to ask for.
   */
  function goOn(event: Event) {
    const { submitter } = event as SubmitEvent;
    const button = (submitter ?? form?.querySelector("button")) as HTMLElement | null;
    const next = button?.dataset.next;
    if (isAsItIs || !button || !next) return;
    event.preventDefault();
    if (!leaving) for (const question of questions) keep(question, idField(question).value);
    leaving = {
      on: () => location.assign(next),
      asked() {
        isAsItIs = true;
        button.click();
      },
    };
    flush();
  }

  /** A link, while the service is away. */
  function follow(event: MouseEvent) {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
    const isElsewhere = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey;
    if (tries === 0 || !link || isElsewhere || link.pathname === location.pathname) return;
    event.preventDefault();
    const go = () => location.assign(link.href);
    leaving = { on: go, asked: go };
    flush();
  }

  function restore(item: string, { id, response }: PendingAnswer) {
    const question = questionOf(item);
    if (!question) return;
    idField(question).value = id;
    restoreResponse(question, response);
  }

  function questionOf(item: string): HTMLElement | undefined {
    return questions.find(({ dataset }) => dataset.item === item);
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

/** Those of a page that is no list of replies are none. */
function repliesIn({ ok, text }: Answered): Reply[] {
  try {
    return ok ? JSON.parse(text) : [];
  } catch {
    return [];
  }
}

function idField(question: HTMLElement): HTMLInputElement {
  return question.querySelector("input[name^='id.']") as HTMLInputElement;
}
