const stops: (() => Promise<void> | void)[] = [];

/**
 * Runs `stop` once when the process is asked to end (SIGTERM, SIGINT), then
 * exits 0; the last one given runs first. Under a supervisor the process also
 * ends as soon as the supervisor is gone.
 */
export function onStop(stop: () => Promise<void> | void): void {
  stops.push(stop);
  if (stops.length > 1) return;
  exitWithParent();
  let stopping = false;
  const end = async () => {
    if (stopping) return;
    stopping = true;
    try {
      for (const each of stops.toReversed()) await each();
      process.exit(0);
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}

/**
 * Ends this process when the supervisor that started it is gone, even by
 * SIGKILL. Does nothing in a process started alone. What was acknowledged is
 * committed, so nothing needs draining, and the port is free at once.
 */
function exitWithParent(): void {
  if (!process.send) return;
  // It may have gone while this process was still loading.
  if (!process.connected) process.exit(1);
  process.once("disconnect", () => process.exit(1));
}

/** Tells the supervisor, if there is one, that requests are answered on `port`. */
export function readyToServe(port: number): void {
  process.send?.({ port } satisfies ReadyMessage);
}

export interface ReadyMessage {
  port: number;
}

/** Exit code of a web process whose port is taken: starting it again would not help. */
export const EXIT_PORT_TAKEN = 98;
