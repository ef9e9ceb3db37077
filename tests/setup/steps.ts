import { spawn } from "node:child_process";

/** One command of a run, and how many tests it counts for. */
export interface Step {
  name: string;
  command: string;
  args: string[];
  env?: Record<string, string>;
  /** Reads the counts after it ended; absent = the command is one test. */
  counts?: () => Counts;
}

export interface Counts {
  passed: number;
  failed: number;
}

/** Runs a step, its output shown as it comes; a command that fails counts at least one failure. */
export async function runStep(step: Step): Promise<Counts> {
  const started = Date.now();
  process.stdout.write(`\n▸ ${step.name}\n`);
  const code = await new Promise<number>((resolve) => {
    const child = spawn(step.command, step.args, {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...step.env },
    });
    child.on("error", () => resolve(127));
    child.on("close", (status) => resolve(status ?? 1));
  });
  const counted = step.counts?.() ?? { passed: code === 0 ? 1 : 0, failed: 0 };
  const failed = code === 0 ? counted.failed : Math.max(1, counted.failed);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${failed === 0 ? "✓" : "✗"} ${step.name} (${seconds} s)\n`);
  return { passed: counted.passed, failed };
}

/** Runs steps one after another, all of them; the sum. */
export async function runSteps(steps: readonly Step[]): Promise<Counts> {
  const total: Counts = { passed: 0, failed: 0 };
  for (const step of steps) {
    const { passed, failed } = await runStep(step);
    total.passed += passed;
    total.failed += failed;
  }
  return total;
}
