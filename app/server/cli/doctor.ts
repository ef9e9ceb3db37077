import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Config, ConfigError, readConfig } from "../config.ts";
import { say } from "./command.ts";
import { checkDataFolder, checkFreeSpace, checkKeyFiles } from "./doctor/data-folder.ts";
import { checkDatabase } from "./doctor/database.ts";
import { type Finding, fail, ok, warn } from "./doctor/finding.ts";
import {
  checkBuild,
  checkLockfile,
  checkNode,
  checkPlatformPackages,
  checkPublicUrl,
} from "./doctor/installation.ts";
import { checkMail, checkPort } from "./doctor/network.ts";
import { withDatabaseUrl } from "./with-database.ts";

/** What the rooms tell of a database whose schema is this version's. */
export type RoomChecks = (databaseUrl: string) => Promise<Finding[]>;

/**
 * Says what is wrong with this installation and what to do; changes nothing, and starts the
 * embedded database for the time of asking if it does not run.
 * Exit code 1 if anything would stop it from working.
 */
export async function examineInstallation(args: string[], roomChecks: RoomChecks): Promise<number> {
  parseArgs({ args, options: {} });
  const findings: Finding[] = [];
  for await (const finding of examine(roomChecks)) {
    findings.push(finding);
    say(`${finding.status.padEnd(4)}  ${finding.subject}: ${finding.text}`);
    if (finding.advice) say(`      → ${finding.advice}`);
  }
  const count = (status: string) => findings.filter((finding) => finding.status === status).length;
  say(`${count("FAIL")} failures, ${count("WARN")} warnings`);
  return count("FAIL") > 0 ? 1 : 0;
}

async function* examine(roomChecks: RoomChecks): AsyncGenerator<Finding> {
  yield checkNode();
  yield checkLockfile();
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const line of error.message.split("\n")) {
      yield fail("Configuration", line, "Correct it in .env or in the environment");
    }
    return;
  }
  yield ok("Configuration", "every value is well formed");
  yield checkPlatformPackages(config);
  yield checkDataFolder(config);
  yield checkFreeSpace(config);
  yield checkKeyFiles(config);
  yield checkPublicUrl(config);
  yield checkBuild(config);
  yield await checkPort(config);
  yield await checkMail(config);
  yield* await databaseFindings(config, roomChecks);
}

async function databaseFindings(config: Config, roomChecks: RoomChecks): Promise<Finding[]> {
  const check = async (url: string) => {
    const findings = await checkDatabase(url);
    const isCurrent = findings.some(
      ({ subject, status }) => subject === "Schema" && status === "OK",
    );
    return isCurrent ? [...findings, ...(await roomChecks(url))] : findings;
  };
  if (config.databaseUrl) return check(config.databaseUrl);
  if (!existsSync(join(config.dataDir, "postgres"))) {
    return [warn("Database", "none yet", "npm start makes it")];
  }
  try {
    return await withDatabaseUrl(config, check);
  } catch (error) {
    return [fail("Database", (error as Error).message, "The lines above are Postgres's own")];
  }
}
