import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { browserArguments, browserPath } from "./tests/setup/browser.ts";
import { freePort } from "./tests/setup/free-port.ts";

// Worked out once, by the first process; the workers it starts inherit them.
process.env.E2E_PORT ??= String(await freePort());
process.env.E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), "cabildo-e2e-"));

const origin = `http://127.0.0.1:${process.env.E2E_PORT}`;
const executablePath = await browserPath();

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 3,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  use: {
    baseURL: origin,
    locale: "es-GT",
    timezoneId: "America/Guatemala",
    viewport: { width: 360, height: 740 },
    launchOptions: { executablePath, args: browserArguments },
    actionTimeout: 30_000,
  },
  projects: [
    { name: "scripts-on", use: { javaScriptEnabled: true } },
    {
      name: "scripts-off",
      use: { javaScriptEnabled: false },
      testMatch: /(main-job|forms|exam[\w-]*|interactions)\.spec\.ts$/,
      grepInvert: /@scripts/,
    },
  ],
  webServer: {
    command: "node app/cli.ts start",
    url: `${origin}/readyz`,
    timeout: 180_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    env: {
      PORT: process.env.E2E_PORT,
      DATA_DIR: process.env.E2E_DATA_DIR,
      DATABASE_URL: "",
      LOG_LEVEL: "warn",
    },
  },
});
