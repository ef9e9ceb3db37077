import { z } from "zod";
import { enqueue, job } from "./server/jobs.ts";
import { VERBS, type Verb } from "./server/statements.ts";

/**
 * Which jobs of which rooms follow a statement, so that no room calls upwards.
 * Each gets the statement as its payload.
 */
const reactions: { [V in Verb as (typeof VERBS)[V]["reacts"] extends true ? V : never]: string[] } =
  {
    passed: ["credentials.consider"],
    satisfied: ["credentials.consider"],
    earned: [],
    merged: ["credentials.consider"],
    erased: [],
    reported: ["courses.tell-trainers"],
  };

/** The statement as a reaction receives it. */
const Reaction = z.object({
  actorId: z.uuid().nullable(),
  verb: z.enum(Object.keys(VERBS) as [Verb, ...Verb[]]),
  objectType: z.string(),
  objectId: z.string(),
  result: z.record(z.string(), z.unknown()),
});

/** Hands a committed statement to the jobs that follow it, all or none. */
export const react = job(Reaction, async ({ db }, statement) => {
  const following = Object.hasOwn(reactions, statement.verb)
    ? reactions[statement.verb as keyof typeof reactions]
    : [];
  await db.transaction(async (tx) => {
    for (const task of following) await enqueue(tx, task, statement);
  });
});
