import { existsSync } from "node:fs";

/** Chromium's options as root on a machine without a network; ours, not the package's, which turn off security. */
export const browserArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Where the browser is: Debian's Chromium if the machine has one, else the one
 * that an npm package carries with the libraries it needs, unpacked once.
 */
export async function browserPath(): Promise<string> {
  if (existsSync("/usr/bin/chromium")) return "/usr/bin/chromium";
  // Read by the package when it is imported: tells it to unpack its libraries too.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs24.x";
  const { default: chromium } = await import("@sparticuz/chromium");
  return chromium.executablePath();
}
