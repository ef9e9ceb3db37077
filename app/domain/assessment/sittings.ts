/** A time in which an exam may be started. */
export interface Sitting {
  id: string;
  title: string;
  opensAt: Date;
  /** From this moment on nobody starts in it. */
  closesAt: Date;
  /** Null = none is asked for. It never reaches the page of who sits the exam. */
  accessCode: string | null;
}

/** Of the sittings that are not over, those that are open and the one that opens next. */
export function sittingsAt(
  sittings: readonly Sitting[],
  now: Date,
): { open: Sitting[]; next: Sitting | null } {
  const [next = null] = sittings
    .filter(({ opensAt }) => opensAt > now)
    .toSorted((one, other) => one.opensAt.getTime() - other.opensAt.getTime());
  return {
    open: sittings.filter(({ opensAt, closesAt }) => opensAt <= now && now < closesAt),
    next,
  };
}

/** Whether none of the open sittings can be entered without a code. */
export function asksCode(open: readonly Sitting[]): boolean {
  return open.length > 0 && open.every(({ accessCode }) => accessCode !== null);
}

/**
 * The open sitting that somebody enters who typed `code` (empty = nothing): the one it belongs
 * to, else one that asks for none; of several the one that lasts longest. Null = that is no code
 * of theirs. Neither capitals nor spaces matter in a code.
 */
export function sittingFor(open: readonly Sitting[], code: string): Sitting | null {
  const longestFirst = open.toSorted(
    (one, other) => other.closesAt.getTime() - one.closesAt.getTime(),
  );
  const typed = plainCode(code);
  const ofCode = longestFirst.find(
    ({ accessCode }) => accessCode !== null && typed !== "" && plainCode(accessCode) === typed,
  );
  return ofCode ?? longestFirst.find(({ accessCode }) => accessCode === null) ?? null;
}

const plainCode = (code: string): string => code.replace(/\s+/gu, "").toLowerCase();
