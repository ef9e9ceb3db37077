import { z } from "zod";
import { passwordProblem } from "./password.ts";
import { PersonName } from "./person-name.ts";
import { OptionalEmail, Username } from "./username.ts";

/** A password being chosen; what others know of the person is compared by `withOwnPassword`. */
export const NewPassword = z
  .string()
  .min(1, "people.password.short")
  .superRefine((password, context) => {
    const problem = passwordProblem(password, []);
    if (problem) context.addIssue({ code: "custom", message: `people.password.${problem}` });
  });

const Account = z.object({
  fullName: PersonName,
  username: Username,
  email: OptionalEmail,
  password: NewPassword,
});

/** What a person gives to register. An empty organization: of no municipality. */
export const Registration = Account.extend({
  organizationId: z
    .string()
    .default("")
    .transform((code) => code || null),
}).superRefine(withOwnPassword);

/** What the first administrator gives. */
export const FirstAdministrator = Account.superRefine(withOwnPassword);

export type Registration = z.infer<typeof Registration>;
export type FirstAdministrator = z.infer<typeof FirstAdministrator>;

/** Refuses a password that is the person's own name, log-in name or address. */
function withOwnPassword(
  given: { password: string; username: string; fullName: string; email: string | null },
  context: z.RefinementCtx,
): void {
  const own = [given.username, given.fullName, given.email ?? ""];
  if (passwordProblem(given.password, own) === "personal") {
    context.addIssue({ code: "custom", path: ["password"], message: "people.password.personal" });
  }
}
