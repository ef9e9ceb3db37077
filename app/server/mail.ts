import { randomUUID } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import nodemailer from "nodemailer";
import type { Config } from "./config.ts";
import type { Logger } from "./log.ts";

export interface Message {
  to: string;
  subject: string;
  /** Plain text: it is what every phone shows and what nobody can make up to deceive. */
  text: string;
  /** Names the message: sent again after a fault, who receives it knows it for the same. */
  id?: string;
}

export interface Mailer {
  /** Hands the message to the server (or the folder); rejects if it was not taken. */
  send(message: Message): Promise<void>;
}

/** Mail by SMTP_URL; without it, each message is a file in `dataDir/mail`, named in the log. */
export function createMailer(config: Config, log: Logger): Mailer {
  return config.smtpUrl ? smtpMailer(config.smtpUrl, config.mailFrom) : folderMailer(config, log);
}

function smtpMailer(url: string, from: string): Mailer {
  const transport = nodemailer.createTransport(url, { from });
  return {
    async send(message) {
      await transport.sendMail(oneLineHeaders(message));
    },
  };
}

function folderMailer(config: Config, log: Logger): Mailer {
  const folder = join(config.dataDir, "mail");
  const transport = nodemailer.createTransport(
    { streamTransport: true, buffer: true, newline: "unix" },
    { from: config.mailFrom },
  );
  return {
    async send(message) {
      const { message: source } = await transport.sendMail(oneLineHeaders(message));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = join(
        folder,
        `${new Date().toISOString().replace(/[:.]/g, "-")}-${randomUUID()}.eml`,
      );
      await writeFile(`${file}.part`, source as Buffer, { mode: 0o600 });
      await rename(`${file}.part`, file);
      log.info({ code: "mail-written", file }, "mail written to a file: SMTP_URL is not set");
    },
  };
}

function oneLineHeaders({ to, subject, text, id }: Message) {
  const messageId = id && `<${id}@cabildo>`;
  return { to, subject: subject.replace(/\s+/g, " "), text, ...(messageId && { messageId }) };
}
