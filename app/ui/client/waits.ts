/** Milliseconds before the second try, and at most. */
const FIRST = 500;
const LONGEST = 15_000;

/**
 * Milliseconds to wait after try number `tries` (from 1) of what could not be sent: half a
 * second, doubling, at most 15 s, each half as much more or less by chance, so that two thousand
 * people whom the same break sent away do not come back in the same second.
 */
export function waitAfter(tries: number, random: () => number = Math.random): number {
  return Math.min(FIRST * 2 ** (tries - 1), LONGEST) * (0.5 + random());
}

/** Waits as long, or until the device says that it has a connection again. */
export function pauseAfter(tries: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener("online", go);
      resolve();
    };
    const timer = setTimeout(go, waitAfter(tries));
    window.addEventListener("online", go);
  });
}
