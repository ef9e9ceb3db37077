import { type Command, Refusal, say, UsageError } from "./server/cli/command.ts";
import { ConfigError, loadDotEnv } from "./server/config.ts";
import { LockedError } from "./server/lock.ts";

interface Entry {
  usage: string;
  summary: string;
  /** What `--help` says beside. */
  more?: string;
  load: () => Promise<Command>;
}

/**
 * Every command of the operator. To add one: a file in `server/cli`, or in
 * `operator` when it needs a room, and a line here.
 */
const commands: Record<string, Entry> = {
  start: {
    usage: "start [--dev]",
    summary: "runs Cabildo: Postgres, web and worker",
    load: () => import("./operator/start.ts"),
  },
  build: {
    usage: "build [--force]",
    summary: "builds the pages and the assets if anything changed",
    load: () => import("./server/cli/build.ts"),
  },
  doctor: {
    usage: "doctor",
    summary: "says what is wrong with this installation",
    load: () => import("./operator/doctor.ts"),
  },
  backup: {
    usage: "backup FILE [--with-keys]",
    summary: "copies the whole database into one file",
    load: () => import("./server/cli/backup.ts"),
  },
  restore: {
    usage: "restore FILE [--with-keys]",
    summary: "loads such a file into an empty database",
    load: () => import("./server/cli/restore.ts"),
  },
  "user:create": {
    usage: "user:create --email E --name N --password P|- --role R [--org CODE]",
    summary: "creates a person with a role; --password - reads it from standard input",
    load: () => import("./operator/user-create.ts"),
  },
  demo: {
    usage: "demo --officials N [--seed S]",
    summary: "fills an empty database with a plausible programme",
    load: () => import("./operator/demo.ts"),
  },
  "content:sync": {
    usage: "content:sync",
    summary: "brings content/ into the database",
    load: () => import("./operator/content-sync.ts"),
  },
  "content:check": {
    usage: "content:check",
    summary: "says what is wrong in content/",
    load: () => import("./operator/content-check.ts"),
  },
  "items:import": {
    usage: "items:import --course SLUG --file F [--format F] [--dry-run] [--by EMAIL]",
    summary: "brings questions in GIFT, Moodle XML or Aiken into a course's bank",
    more: `  --format is gift, moodle-xml or aiken; without it, it is found out
  --dry-run only says what would come of it
  Exit code: 0 every question came in or was there already, 1 nothing could be read,
  2 wrong options, 3 some questions were left out, told by line`,
    load: () => import("./operator/items-import.ts"),
  },
  "items:export": {
    usage: "items:export --course SLUG --format F [--out F]",
    summary: "writes a course's bank of questions in GIFT, Moodle XML or Aiken",
    more: `  --format is gift, moodle-xml or aiken; without --out it goes to standard output
  Exit code: 0 whole, 1 no such course, 2 wrong options, 3 the format cannot carry all, as told`,
    load: () => import("./operator/items-export.ts"),
  },
  "database:web-role": {
    usage: "database:web-role",
    summary: "makes the role of the web processes and prints its address",
    load: () => import("./server/cli/database-web-role.ts"),
  },
  "issuer:rotate-key": {
    usage: "issuer:rotate-key [--compromised-since TIME]",
    summary: "makes new keys to sign certificates with and destroys the old private ones",
    load: () => import("./operator/issuer-rotate-key.ts"),
  },
  "log:check": {
    usage: "log:check [--checkpoint FILE]…",
    summary: "proves that the public log of certificates was only ever added to",
    load: () => import("./operator/log-check.ts"),
  },
  "vc-api": {
    usage: "vc-api --test [--port N] [--did-document FILE]…",
    summary: "serves the W3C's VC-API to its test suites, on this machine only",
    load: () => import("./operator/vc-api.ts"),
  },
  "credential:verify": {
    usage: "credential:verify FILE",
    summary: "says whether a credential is valid, whatever form it has",
    load: () => import("./operator/credential-verify.ts"),
  },
  "issuer:know": {
    usage: "issuer:know DID NAME",
    summary: "takes another issuer into the register, under the name that people are told",
    load: () => import("./operator/issuer-know.ts"),
  },
  "issuer:forget": {
    usage: "issuer:forget DID",
    summary: "takes an issuer off the register",
    load: () => import("./operator/issuer-forget.ts"),
  },
  "issuer:list": {
    usage: "issuer:list",
    summary: "prints the issuers that are known",
    load: () => import("./operator/issuer-list.ts"),
  },
  "statements:check": {
    usage: "statements:check",
    summary: "proves that the record of what happened was not changed",
    load: () => import("./server/cli/statements-check.ts"),
  },
};

process.exit(await main(process.argv.slice(2)));

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    say(help());
    return name === undefined ? 2 : 0;
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!entry) {
    process.stderr.write(`Unknown command: ${name}\n\n${help()}\n`);
    return 2;
  }
  if (args.includes("--help") || args.includes("-h")) {
    say(`node app/cli.ts ${entry.usage}\n  ${entry.summary}`);
    if (entry.more) say(entry.more);
    return 0;
  }
  try {
    loadDotEnv();
    const { run } = await entry.load();
    return await run(args);
  } catch (error) {
    return explain(error, entry);
  }
}

function explain(error: unknown, entry: Entry): number {
  if (error instanceof UsageError || isParseError(error)) {
    process.stderr.write(`${error.message}\nUsage: node app/cli.ts ${entry.usage}\n`);
    return 2;
  }
  if (error instanceof ConfigError) {
    process.stderr.write(`Wrong configuration:\n${error.message}\n`);
    return 1;
  }
  if (error instanceof Refusal || error instanceof LockedError) {
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  return 1;
}

/** https://nodejs.org/api/errors.html: what `parseArgs` throws on a wrong option. */
function isParseError(error: unknown): error is Error {
  return error instanceof Error && /^ERR_PARSE_ARGS/.test((error as { code?: string }).code ?? "");
}

function help(): string {
  const width = Math.max(...Object.values(commands).map(({ usage }) => usage.length));
  const lines = Object.values(commands).map(
    ({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`,
  );
  return `Usage: node app/cli.ts <command> [options]\n\n${lines.join("\n")}\n\n<command> --help says more.`;
}
