/** The clock of an open attempt. */
export interface Clock {
  /** Null = no limit. It counts on all that is left of the pause. */
  closesAt: Date | null;
  /** Null = it runs. */
  pausedAt: Date | null;
  /** Milliseconds for which it may be stopped; while it is, what there was of it at `pausedAt`. */
  pauseLeft: number;
}

/** Why the clock cannot be stopped: there is none, it is, or nothing is left of the pause. */
export type PauseRefusal = "no-clock" | "paused" | "used-up";

/**
 * Stops the clock at `now`. The deadline moves by all that is left of the pause, so that it is
 * right also if nobody ever comes back; `resumed` takes off what was not used.
 */
export function paused(clock: Clock, now: Date): Clock | PauseRefusal {
  if (clock.closesAt === null) return "no-clock";
  if (clock.pausedAt !== null) return "paused";
  if (clock.pauseLeft <= 0) return "used-up";
  const closesAt = new Date(clock.closesAt.getTime() + clock.pauseLeft);
  return { closesAt, pausedAt: now, pauseLeft: clock.pauseLeft };
}

/** Lets the clock run on at `now`; one that runs stays as it is. */
export function resumed(clock: Clock, now: Date): Clock {
  if (clock.closesAt === null || clock.pausedAt === null) return clock;
  const left = clock.pauseLeft - pauseUsed(clock, now);
  return {
    closesAt: new Date(clock.closesAt.getTime() - left),
    pausedAt: null,
    pauseLeft: left,
  };
}

/** Milliseconds for which the clock has stood still by `now`: never more than there were. */
export function pauseUsed({ pausedAt, pauseLeft }: Clock, now: Date): number {
  if (pausedAt === null) return 0;
  return Math.min(pauseLeft, Math.max(0, now.getTime() - pausedAt.getTime()));
}

/** Until when the clock stands still if nobody comes back; null = it runs. */
export function pauseEnds({ pausedAt, pauseLeft }: Clock): Date | null {
  return pausedAt && new Date(pausedAt.getTime() + pauseLeft);
}
