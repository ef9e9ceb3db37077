import { connect } from "node:net";
import type { Config } from "../../config.ts";
import { LockedError, takeLock } from "../../lock.ts";
import { whyNotListen } from "../../supervise/port.ts";
import { lockFileOf } from "../with-database.ts";
import { type Finding, fail, ok, warn } from "./finding.ts";

/** Milliseconds that a server on the network gets to answer. */
const patience = 4000;

/** The port is free, or it is this installation that uses it. */
export async function checkPort(config: Config): Promise<Finding> {
  const reason = await whyNotListen(config.host, config.port);
  if (!reason) return ok("PORT", `${config.host}:${config.port} is free`);
  const holder = runningStart(config);
  if (holder && (await answersAsCabildo(config))) {
    return ok("PORT", `${config.host}:${config.port} is used by Cabildo (process ${holder})`);
  }
  return fail("PORT", reason, "Stop that program, or set PORT or HOST");
}

/** Only connects: no mail is sent and no password is shown to it. */
export async function checkMail(config: Config): Promise<Finding> {
  if (!config.smtpUrl) {
    return warn(
      "SMTP_URL",
      "not set: mail is written to files in DATA_DIR/mail",
      "Set it, or people cannot recover their passwords by themselves",
    );
  }
  const { hostname, port, protocol } = new URL(config.smtpUrl);
  const number = Number(port) || (protocol === "smtps:" ? 465 : 587);
  const failure = await whyNoConnection(hostname, number);
  return failure
    ? fail("SMTP_URL", `${hostname}:${number}: ${failure}`, "Check the address and the firewall")
    : ok("SMTP_URL", `${hostname}:${number} answers`);
}

function whyNoConnection(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: patience });
    const end = (reason: string | null) => {
      socket.destroy();
      resolve(reason);
    };
    socket.once("connect", () => end(null));
    socket.once("timeout", () => end("no answer"));
    socket.once("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}

function runningStart(config: Config): number | null {
  try {
    takeLock(lockFileOf(config), "doctor").release();
    return null;
  } catch (error) {
    return error instanceof LockedError ? (error.holder?.pid ?? null) : null;
  }
}

async function answersAsCabildo(config: Config): Promise<boolean> {
  const host = config.host === "0.0.0.0" ? "127.0.0.1" : config.host;
  try {
    const url = `http://${host.includes(":") ? `[${host}]` : host}:${config.port}/healthz`;
    return (await fetch(url, { signal: AbortSignal.timeout(patience) })).ok;
  } catch {
    return false;
  }
}
