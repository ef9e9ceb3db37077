import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";

/**
 * The one reader of the environment. A wrong value is refused with its name
 * and what was expected; nothing else in the project reads `process.env`.
 */
export interface Config {
  production: boolean;
  /** Served by Vite with hot reload, from source (`npm run dev`). */
  development: boolean;
  port: number;
  host: string;
  /** Origin printed in QR codes, without a trailing slash; null = a trial installation. */
  publicUrl: string | null;
  /** Proxies whose `X-Forwarded-*` headers count (addresses, CIDR ranges or Express's names). */
  trustedProxies: string[];
  /** Given database; null = the embedded server in `dataDir/postgres`. */
  databaseUrl: string | null;
  /** Absolute folder of everything this installation keeps outside the database. */
  dataDir: string;
  /** Given SMTP server; null = mail is written to `dataDir/mail/*.eml`. */
  smtpUrl: string | null;
  mailFrom: string;
  /** Given secret; null = made once in `dataDir`. */
  sessionSecret: string | null;
  issuerKeyFile: string | null;
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  /** Connections each process may hold open to Postgres. */
  databasePool: number;
  /** Whether `/metrics` answers only requests that came straight from this machine. */
  metricsPublic: boolean;
  /** Protects the keys in a backup (`--with-keys`); null = asked at the terminal. */
  backupPassphrase: string | null;
}

const url = (protocols: string[], expected: string) =>
  z.string().refine((value) => {
    try {
      return protocols.includes(new URL(value).protocol);
    } catch {
      return false;
    }
  }, expected);

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, pathname, search, hash } = new URL(value);
  return /^https?:$/.test(protocol) && pathname === "/" && search === "" && hash === "";
}

const boolean = z.enum(["0", "1", "false", "true"], { error: "true or false" });

const Environment = z.object({
  NODE_ENV: z.string().optional(),
  CABILDO_DEV: z.string().optional(),
  PORT: z.coerce
    .number({ error: "a port number from 0 to 65535" })
    .int("a port number from 0 to 65535")
    .min(0, "a port number from 0 to 65535")
    .max(65535, "a port number from 0 to 65535")
    .default(3000),
  HOST: z.string().min(1, "an address to listen on, such as 127.0.0.1").default("127.0.0.1"),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, "an origin such as https://cabildo.example, without a path")
    .optional(),
  TRUSTED_PROXIES: z.string().default(""),
  DATABASE_URL: url(
    ["postgres:", "postgresql:"],
    "an address such as postgres://user:password@host:5432/database",
  ).optional(),
  DATABASE_POOL: z.coerce
    .number({ error: "a number from 2 to 200" })
    .int()
    .min(2, "a number from 2 to 200")
    .max(200, "a number from 2 to 200")
    .default(20),
  DATA_DIR: z.string().min(1, "a folder").default("var"),
  SMTP_URL: url(["smtp:", "smtps:"], "an address such as smtp://user:password@host:587").optional(),
  MAIL_FROM: z.string().default("Cabildo <no-responder@localhost>"),
  SESSION_SECRET: z
    .string()
    .min(32, "at least 32 random characters (openssl rand -base64 48)")
    .refine(
      (value) => !/^(change|example|secret|sample|cambie)/i.test(value),
      "a secret of your own, not the sample",
    )
    .optional(),
  ISSUER_KEY_FILE: z.string().min(1, "a file").optional(),
  METRICS_PUBLIC: boolean.default("0"),
  CABILDO_BACKUP_PASSPHRASE: z.string().min(12, "at least 12 characters").optional(),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
      error: "one of fatal, error, warn, info, debug, trace, silent",
    })
    .default("info"),
});

/** A start refused because of the environment; `message` has one line for each wrong value. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/** Reads `source` (empty strings count as absent); throws ConfigError on wrong values. */
export function readConfig(source: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(
      (issue) => `${issue.path.join(".")}: expected ${issue.message}`,
    );
    throw new ConfigError(lines.join("\n"));
  }
  const env = parsed.data;
  return {
    development: env.CABILDO_DEV === "1",
    production: env.NODE_ENV !== "development" && env.NODE_ENV !== "test",
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL ? new URL(env.PUBLIC_URL).origin : null,
    trustedProxies: env.TRUSTED_PROXIES.split(/[\s,]+/).filter(Boolean),
    databaseUrl: env.DATABASE_URL ?? null,
    databasePool: env.DATABASE_POOL,
    dataDir: resolve(env.DATA_DIR),
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM,
    sessionSecret: env.SESSION_SECRET ?? null,
    issuerKeyFile: env.ISSUER_KEY_FILE ?? null,
    metricsPublic: env.METRICS_PUBLIC === "1" || env.METRICS_PUBLIC === "true",
    backupPassphrase: env.CABILDO_BACKUP_PASSPHRASE ?? null,
    logLevel: env.LOG_LEVEL,
  };
}

/** Adds the variables of `.env` in the working folder, if there is one; those already set win. */
export function loadDotEnv(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}

/** The variables for a child process: this process's own, with `changes` over them. */
export function childEnvironment(changes: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}

/** Tells the libraries which build of themselves to load; call it before they are imported. */
export function settleLibraries(config: Config): void {
  process.env.NODE_ENV ??= config.development ? "development" : "production";
}
