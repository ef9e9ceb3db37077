import { randomBytes } from "node:crypto";
import { readConfig } from "../config.ts";
import { grantWebRole } from "../web-role.ts";
import { say } from "./command.ts";
import { withDatabase } from "./with-database.ts";

/** Makes, or makes anew, the role of the web processes, and prints the address for their DATABASE_URL. */
export async function run(): Promise<number> {
  const password = randomBytes(24).toString("base64url");
  const address = await withDatabase(readConfig(), (_db, { url }) => grantWebRole(url, password));
  say(address);
  return 0;
}
