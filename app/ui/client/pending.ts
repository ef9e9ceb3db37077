/** An answer that the server has not acknowledged yet. */
export interface PendingAnswer {
  /** UUID: sent again, it is the same answer. */
  id: string;
  response: string[];
  /** Milliseconds since 1970, by this device. */
  since: number;
}

const PREFIX = "cabildo.";
/** Answers of an exam that nobody came back to. */
const FORGET_AFTER = 30 * 24 * 60 * 60 * 1000;

/** The answers of one attempt that wait on this device, by item; they survive a reload and a log-in. */
export class PendingAnswers {
  private readonly key: string;
  private answers: Record<string, PendingAnswer>;

  constructor(attempt: string) {
    this.key = PREFIX + attempt;
    this.answers = read(this.key);
    forgetOld(this.key);
  }

  all(): [item: string, answer: PendingAnswer][] {
    return Object.entries(this.answers);
  }

  put(item: string, answer: PendingAnswer): void {
    this.answers[item] = answer;
    this.write();
  }

  /** Removes the answer if it is still that one: a later choice has another UUID. */
  settle(item: string, id: string): boolean {
    if (this.answers[item]?.id !== id) return false;
    delete this.answers[item];
    this.write();
    return true;
  }

  /** A browser that forbids storage still saves while the page is open. */
  private write(): void {
    try {
      if (this.all().length > 0) localStorage.setItem(this.key, JSON.stringify(this.answers));
      else localStorage.removeItem(this.key);
    } catch {}
  }
}

function read(key: string): Record<string, PendingAnswer> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "{}");
  } catch {
    return {};
  }
}

function forgetOld(own: string): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(PREFIX) || key === own) continue;
      const newest = Math.max(0, ...Object.values(read(key)).map(({ since }) => since));
      if (newest < Date.now() - FORGET_AFTER) localStorage.removeItem(key);
    }
  } catch {}
}
