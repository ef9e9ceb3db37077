import { statements } from "#db/schema/statements.ts";
import { executePrepared, type Transaction } from "./db.ts";
import { enqueue } from "./jobs.ts";

/**
 * Every verb the record may hold, with the IRI it means (xAPI and cmi5 where
 * they have one) and whether other rooms react to it through the worker.
 */
export const VERBS = {
  registered: { iri: "http://adlnet.gov/expapi/verbs/registered", reacts: false },
  initialized: { iri: "http://adlnet.gov/expapi/verbs/initialized", reacts: false },
  answered: { iri: "http://adlnet.gov/expapi/verbs/answered", reacts: false },
  attached: { iri: "http://activitystrea.ms/schema/1.0/attach", reacts: false },
  completed: { iri: "http://adlnet.gov/expapi/verbs/completed", reacts: false },
  passed: { iri: "http://adlnet.gov/expapi/verbs/passed", reacts: true },
  failed: { iri: "http://adlnet.gov/expapi/verbs/failed", reacts: false },
  satisfied: { iri: "https://w3id.org/xapi/adl/verbs/satisfied", reacts: true },
  paused: { iri: "http://id.tincanapi.com/verb/paused", reacts: false },
  resumed: { iri: "http://adlnet.gov/expapi/verbs/resumed", reacts: false },
  extended: { iri: "https://w3id.org/xapi/cabildo/verbs/extended", reacts: false },
  reopened: { iri: "https://w3id.org/xapi/cabildo/verbs/reopened", reacts: false },
  accepted: { iri: "http://activitystrea.ms/schema/1.0/accept", reacts: false },
  scored: { iri: "http://adlnet.gov/expapi/verbs/scored", reacts: false },
  appealed: { iri: "https://w3id.org/xapi/cabildo/verbs/appealed", reacts: false },
  ruled: { iri: "https://w3id.org/xapi/cabildo/verbs/ruled", reacts: false },
  rescored: { iri: "https://w3id.org/xapi/cabildo/verbs/rescored", reacts: false },
  attempted: { iri: "http://adlnet.gov/expapi/verbs/attempted", reacts: false },
  earned: { iri: "http://id.tincanapi.com/verb/earned", reacts: true },
  intended: { iri: "https://w3id.org/xapi/cabildo/verbs/intended", reacts: false },
  signed: { iri: "https://w3id.org/xapi/cabildo/verbs/signed", reacts: false },
  published: { iri: "https://w3id.org/xapi/cabildo/verbs/published", reacts: false },
  superseded: { iri: "https://w3id.org/xapi/cabildo/verbs/superseded", reacts: false },
  suspended: { iri: "https://w3id.org/xapi/cabildo/verbs/suspended", reacts: false },
  lifted: { iri: "https://w3id.org/xapi/cabildo/verbs/lifted", reacts: false },
  requested: { iri: "https://w3id.org/xapi/cabildo/verbs/requested", reacts: false },
  declined: { iri: "https://w3id.org/xapi/cabildo/verbs/declined", reacts: false },
  shared: { iri: "https://w3id.org/xapi/cabildo/verbs/shared", reacts: false },
  unshared: { iri: "https://w3id.org/xapi/cabildo/verbs/unshared", reacts: false },
  rotated: { iri: "https://w3id.org/xapi/cabildo/verbs/rotated", reacts: false },
  logged: { iri: "https://w3id.org/xapi/cabildo/verbs/logged", reacts: false },
  revoked: { iri: "https://w3id.org/xapi/cabildo/verbs/revoked", reacts: false },
  created: { iri: "http://activitystrea.ms/schema/1.0/create", reacts: false },
  updated: { iri: "http://activitystrea.ms/schema/1.0/update", reacts: false },
  confirmed: { iri: "http://activitystrea.ms/schema/1.0/confirm", reacts: false },
  ended: { iri: "https://w3id.org/xapi/cabildo/verbs/ended", reacts: false },
  merged: { iri: "https://w3id.org/xapi/cabildo/verbs/merged", reacts: true },
  erased: { iri: "http://activitystrea.ms/schema/1.0/delete", reacts: true },
  exported: { iri: "https://w3id.org/xapi/cabildo/verbs/exported", reacts: false },
  "logged-in": { iri: "https://w3id.org/xapi/adl/verbs/logged-in", reacts: false },
  "logged-out": { iri: "https://w3id.org/xapi/adl/verbs/logged-out", reacts: false },
  granted: { iri: "https://w3id.org/xapi/cabildo/verbs/granted", reacts: false },
  reported: { iri: "http://activitystrea.ms/schema/1.0/flag-as-inappropriate", reacts: true },
  resolved: { iri: "http://activitystrea.ms/schema/1.0/resolve", reacts: false },
} as const satisfies Record<string, { iri: string; reacts: boolean }>;

export type Verb = keyof typeof VERBS;

export interface Statement {
  /** Opaque id of who did it; null = the system itself. */
  actorId: string | null;
  verb: Verb;
  objectType: string;
  objectId: string;
  /** Numbers, codes and opaque ids only: never a name, an address or an answer. */
  result?: Record<string, unknown>;
}

/** Payload of the job `statements.react`, enqueued for the verbs that others react to. */
type Reaction = Required<Statement>;

/** Writes a statement in the caller's transaction, with the job of its reaction if it has one. */
export function record(tx: Transaction, statement: Statement): Promise<void> {
  return recordAll(tx, [statement]);
}

/** The same for many at once. */
export async function recordAll(tx: Transaction, given: readonly Statement[]): Promise<void> {
  const all: Reaction[] = given.map((statement) => ({ result: {}, ...statement }));
  const insert = tx.insert(statements).values(all);
  await (all.length === 1 ? executePrepared(tx, insert) : insert);
  for (const full of all) {
    if (VERBS[full.verb].reacts) await enqueue(tx, "statements.react", { ...full });
  }
}
