import { type Clock, paused, resumed } from "#app/domain/assessment/pause.ts";

/** An answer as the model keeps it. */
interface ModelAnswer {
  item: string;
  right: boolean;
  late: boolean;
}

/**
 * What an attempt is by the rules alone, without a database: every act in the order in which it
 * happens, each at a later moment than the one before. An act answers the reason for which it is
 * refused, or null.
 */
export class AttemptModel {
  clock: Clock;
  finished: { at: Date; by: "person" | "deadline"; score: number; passed: boolean } | null = null;
  private readonly answers: ModelAnswer[] = [];
  private readonly items: readonly string[];
  private readonly passMark: number;

  constructor(items: readonly string[], passMark: number, clock: Clock) {
    this.items = items;
    this.passMark = passMark;
    this.clock = clock;
  }

  save(item: string, right: boolean, now: Date): string | null {
    if (this.finished?.by === "person") return "finished";
    this.answers.push({ item, right, late: this.finished !== null || this.isOver(now) });
    return null;
  }

  finish(now: Date): null {
    if (!this.finished) {
      const over = this.isOver(now);
      this.end(over ? (this.clock.closesAt as Date) : now, over ? "deadline" : "person");
    }
    return null;
  }

  close(now: Date): null {
    if (this.isOver(now)) this.finish(now);
    return null;
  }

  pause(now: Date): string | null {
    this.close(now);
    if (this.finished) return "finished";
    const clock = paused(this.clock, now);
    if (clock === "paused") return null;
    if (typeof clock === "string") return clock;
    this.clock = clock;
    return null;
  }

  resume(now: Date): string | null {
    this.close(now);
    if (this.finished) return "finished";
    this.clock = resumed(this.clock, now);
    return null;
  }

  giveMinutes(minutes: number, now: Date): string | null {
    this.close(now);
    if (this.finished) return "finished";
    this.clock = { ...this.clock, closesAt: later(this.clock.closesAt as Date, minutes) };
    return null;
  }

  reopen(minutes: number, now: Date): string | null {
    this.close(now);
    if (!this.finished) return "open";
    if (this.finished.passed) return "passed";
    const { pauseLeft } = resumed(this.clock, this.finished.at);
    this.clock = { closesAt: later(now, minutes), pausedAt: null, pauseLeft };
    this.finished = null;
    for (const answer of this.answers) answer.late = false;
    return null;
  }

  countLate(now: Date): string | null {
    this.close(now);
    if (!this.finished) return "open";
    if (this.finished.passed) return "passed";
    const late = this.answers.filter((answer) => answer.late);
    if (this.finished.by === "person" || late.length === 0) return "no-late";
    for (const answer of late) answer.late = false;
    this.end(this.clock.closesAt as Date, "deadline");
    return null;
  }

  private isOver(now: Date): boolean {
    return !this.finished && this.clock.closesAt !== null && now > this.clock.closesAt;
  }

  private end(at: Date, by: "person" | "deadline"): void {
    const right = this.items.filter(
      (item) => this.answers.findLast((answer) => answer.item === item && !answer.late)?.right,
    );
    const score = right.length / this.items.length;
    this.finished = { at, by, score, passed: score >= this.passMark };
  }
}

const later = (moment: Date, minutes: number) => new Date(moment.getTime() + minutes * 60_000);
