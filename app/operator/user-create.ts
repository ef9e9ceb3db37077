import { parseArgs } from "node:util";
import { z } from "zod";
import { createUser } from "#app/domain/people/commands.server.ts";
import { passwordProblem } from "#app/domain/people/password.ts";
import { PersonName } from "#app/domain/people/person-name.ts";
import { loadReference } from "#app/domain/people/reference.server.ts";
import { organizationCode } from "#app/domain/people/territory.ts";
import { Username, usernameFrom } from "#app/domain/people/username.ts";
import { ROLES } from "#app/domain/people/viewer.ts";
import { translator } from "#app/i18n/translate.ts";
import { Refusal, say, UsageError } from "#app/server/cli/command.ts";
import { readSecret } from "#app/server/cli/secret-input.ts";
import { withDatabase } from "#app/server/cli/with-database.ts";
import { readConfig } from "#app/server/config.ts";

const t = translator("en");

const Options = z.object({
  email: z
    .string({ error: "--email: an e-mail address" })
    .trim()
    .toLowerCase()
    .pipe(z.email("--email: an e-mail address")),
  name: z.string({ error: "--name: the person's name" }).pipe(PersonName),
  password: z.string({ error: "--password: at least 10 characters" }),
  role: z.enum(ROLES, { error: `--role: one of ${ROLES.join(", ")}` }),
  org: z.string().optional(),
  username: Username.optional(),
});

/**
 * Creates a person with a role: their address counts as verified. `--password -` takes the
 * password from standard input, since the list of processes shows an option to everybody.
 */
export async function run(args: string[]): Promise<number> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args,
    options: { email: text, name: text, password: text, role: text, org: text, username: text },
  });
  const parsed = Options.safeParse(values);
  if (!parsed.success) throw new UsageError(parsed.error.issues.map(sentence).join("\n"));
  const { email, name: fullName, role, org } = parsed.data;
  const username = parsed.data.username ?? usernameFrom(email.split("@")[0] ?? "");
  const given = parsed.data.password;
  const password = given === "-" ? await readSecret("Password: ") : given;
  const problem = passwordProblem(password, [username, fullName, email]);
  if (problem) throw new UsageError(`--password: ${t(`people.password.${problem}`)}`);
  const organizationId = org === undefined ? null : organizationCode(org, null);
  if (org !== undefined && !organizationId) {
    throw new UsageError("--org: the code of a municipality, such as GT-0902 or CL-14101");
  }
  if (role === "coordinator" && !organizationId) {
    throw new UsageError("--org: needed for a coordinator, such as GT-0902");
  }
  const person = { email, username, fullName, password, role, organizationId };
  const created = await withDatabase(readConfig(), async (db) => {
    // Before the first start nobody has brought the municipalities in.
    await loadReference(db);
    return createUser(db, person, new Date());
  });
  if (!created.ok) throw new Refusal(REFUSED[created.reason]);
  say(`Created ${username} <${email}> as ${role}.`);
  return 0;
}

const REFUSED = {
  "username-taken": "--username: that log-in name exists already; give another",
  "email-taken": "--email: another account has that address",
  "unknown-organization": "--org: no municipality has that code",
} as const;

function sentence({ message, path }: z.core.$ZodIssue): string {
  const key = /^people\.[a-z.-]+$/.test(message);
  return key ? `--${path.join(".")}: ${t(message as "people.name.empty")}` : message;
}
