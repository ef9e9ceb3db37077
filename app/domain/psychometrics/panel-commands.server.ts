import { sql } from "drizzle-orm";
import { drawForm, NO_EXPOSURE } from "#app/domain/assessment/form.ts";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import type { ExamRules } from "#app/domain/courses/manifest.ts";
import { canTeach } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { enqueue } from "#app/server/jobs.ts";
import { record } from "#app/server/statements.ts";
import { angoffItems, angoffPanels } from "#db/schema/psychometrics.ts";
import { itemsAsked } from "./compute.server.ts";
import { blueprintWeights, outcomeOf, type PanelState, stateOf } from "./panel.ts";
import { panelFacts } from "./panel-facts.server.ts";
import type { PanelAction } from "./panel-form.ts";

/** Who runs a panel. */
type Actor = Pick<Viewer, "id" | "grants">;

/**
 * Sets a panel up over the versions that the exam's bank has now, or over those of a form drawn
 * for a country (`form:GT`). Refused for a course without an exam or not the actor's to teach,
 * and when the bank cannot fill the blueprint. `random`: 0 to below 1.
 */
export async function createPanel(
  db: Database,
  actor: Actor,
  { course, scope }: { course: string; scope: string },
  now: Date,
  random: () => number,
): Promise<Result<{ id: string }, "no-exam" | "bank">> {
  if (!canTeach(actor, course)) return refused("no-exam");
  return db.transaction(async (tx) => {
    const [exam] = await tx.execute<{ edition: string; rules: ExamRules }>(sql`
      select editions.id as edition, manifest -> 'exam' as rules
      from courses join editions on editions.id = current_edition_id
      where slug = ${course} and manifest -> 'exam' ->> 'id' is not null`);
    if (!exam) return refused("no-exam");
    const bank = await itemsAsked(tx, exam.edition);
    const country = scope.startsWith("form:") ? scope.slice("form:".length) : null;
    const items = country
      ? formItems(bank, exam.rules, country, random)
      : bankItems(bank, exam.rules);
    if (!items || items.length === 0) return refused("bank");
    const id = newId();
    await tx.insert(angoffPanels).values({
      ...{ id, courseSlug: course, testId: exam.rules.id, editionId: exam.edition, country },
      ...{ scope: country ? "form" : "bank", createdBy: actor.id, createdAt: now },
    });
    await tx
      .insert(angoffItems)
      .values(items.map((item, place) => ({ ...item, panelId: id, position: place + 1 })));
    await record(tx, {
      actorId: actor.id,
      verb: "created",
      objectType: "angoff-panel",
      objectId: id,
      result: { course, test: exam.rules.id, items: items.length },
    });
    return done({ id });
  });
}

type Bank = ReadonlyMap<string, AssessmentItem>;
type ChosenItem = { itemHash: string; weight: number };

function bankItems(bank: Bank, { blueprint }: ExamRules): ChosenItem[] | null {
  const weights = blueprintWeights([...bank.values()], blueprint);
  if (!weights) return null;
  return [...bank.keys()]
    .map((itemHash, place) => ({ itemHash, weight: weights[place] as number }))
    .filter(({ weight }) => weight > 0);
}

function formItems(
  bank: Bank,
  rules: ExamRules,
  country: string,
  random: () => number,
): ChosenItem[] | null {
  const drawn = drawForm({
    bank: [...bank].map(([hash, item]) => ({ hash, item })),
    blueprint: rules.blueprint,
    ...{ rules, country, random, exposure: NO_EXPOSURE, seen: new Set() },
  });
  return drawn.ok ? drawn.form.map(({ hash }) => ({ itemHash: hash, weight: 1 })) : null;
}

/** Why a panel is not changed: not the actor's, too far on, or nobody has rated all of it. */
export type PanelRefusal = "no-panel" | "closed" | "nobody-finished";

/** Does with a panel what its form asks for. */
export function runPanel(
  db: Database,
  actor: Actor,
  panelId: string,
  asked: PanelAction,
  now: Date,
): Promise<Result<unknown, PanelRefusal | "nobody" | "already">> {
  switch (asked.hacer) {
    case "invitar":
      return inviteJudge(db, actor, panelId, asked.persona, now);
    case "retirar":
      return withdrawJudge(db, actor, panelId, asked.juez, now);
    case "cerrar":
      return closeRoundOne(db, actor, panelId, now);
    case "publicar":
      return publishPanel(db, actor, panelId, now);
  }
}

/**
 * Invites the person with this log-in name or address, who then sees the panel's questions
 * and is told by mail if they can be. Only in the first round; who was withdrawn may be invited again.
 */
function inviteJudge(
  db: Database,
  actor: Actor,
  panelId: string,
  identifier: string,
  now: Date,
): Promise<Result<{ judge: string }, PanelRefusal | "nobody" | "already">> {
  return inPanel(db, actor, panelId, ["round-1"], async (tx) => {
    const name = identifier.trim().toLowerCase();
    const [person] = await tx.execute<{ id: string }>(sql`
      select id from users where (username = ${name} or email = ${name})
        and not exists (select from erasures where user_id = users.id)
        and not exists (select from merges where merged_user_id = users.id)`);
    if (!person) return refused("nobody");
    const made = await tx.execute(sql`
      insert into angoff_judges as known (panel_id, user_id, invited_by, invited_at)
      values (${panelId}, ${person.id}, ${actor.id}, ${now.toISOString()}::timestamptz)
      on conflict (panel_id, user_id) do update set invited_by = excluded.invited_by,
        invited_at = excluded.invited_at, withdrawn_at = null, withdrawn_by = null
        where known.withdrawn_at is not null
      returning 1`);
    if (made.length === 0) return refused("already");
    await recordJudge(tx, actor, panelId, "granted", person.id);
    await enqueue(tx, "psychometrics.mail-invitation", { panel: panelId, judge: person.id });
    return done({ judge: person.id });
  });
}

/** Takes a judge off the panel: they see it no more, and their ratings are not counted. */
function withdrawJudge(
  db: Database,
  actor: Actor,
  panelId: string,
  judge: string,
  now: Date,
): Promise<Result<null, PanelRefusal | "nobody">> {
  return inPanel(db, actor, panelId, ["round-1", "round-2"], async (tx) => {
    const gone = await tx.execute(sql`
      update angoff_judges set withdrawn_at = ${now.toISOString()}::timestamptz,
        withdrawn_by = ${actor.id}
      where panel_id = ${panelId} and user_id = ${judge} and withdrawn_at is null returning 1`);
    if (gone.length === 0) return refused("nobody");
    await recordJudge(tx, actor, panelId, "ended", judge);
    return done(null);
  });
}

function recordJudge(
  tx: Transaction,
  actor: Actor,
  panelId: string,
  verb: "granted" | "ended",
  judge: string,
): Promise<void> {
  const what = { objectType: "angoff-judge", objectId: panelId, result: { judge } };
  return record(tx, { actorId: actor.id, verb, ...what });
}

/** Ends the first round: from now on each judge sees how the others rated, and may change. */
function closeRoundOne(
  db: Database,
  actor: Actor,
  panelId: string,
  now: Date,
): Promise<Result<null, PanelRefusal>> {
  return inPanel(db, actor, panelId, ["round-1"], async (tx) => {
    const { items, judges, ratings } = await panelFacts(tx, panelId);
    if (!outcomeOf(items, judges, ratings)) return refused("nobody-finished");
    await tx.execute(sql`
      update angoff_panels set round_one_closed_at = ${now.toISOString()}::timestamptz,
        round_one_closed_by = ${actor.id} where id = ${panelId}`);
    const what = { objectType: "angoff-round", objectId: `${panelId}/1` };
    await record(tx, { actorId: actor.id, verb: "ended", ...what });
    return done(null);
  });
}

/** Publishes what the judges came to, for good: from then on the database refuses any change. */
function publishPanel(
  db: Database,
  actor: Actor,
  panelId: string,
  now: Date,
): Promise<Result<null, PanelRefusal>> {
  return inPanel(db, actor, panelId, ["round-2"], async (tx) => {
    const { items, judges, ratings } = await panelFacts(tx, panelId);
    const outcome = outcomeOf(items, judges, ratings);
    if (!outcome) return refused("nobody-finished");
    await tx.execute(sql`
      insert into angoff_results (panel_id, published_by, published_at, body)
      values (${panelId}, ${actor.id}, ${now.toISOString()}::timestamptz,
        ${JSON.stringify(outcome)}::jsonb)`);
    const { judges: counted, cut, se } = outcome;
    await record(tx, {
      actorId: actor.id,
      verb: "published",
      objectType: "angoff-panel",
      objectId: panelId,
      result: { judges: counted, cut, se },
    });
    return done(null);
  });
}

/** One change at a time of a panel that the actor may run, in one of these states. */
function inPanel<Value, Reason extends string>(
  db: Database,
  actor: Actor,
  panelId: string,
  states: readonly PanelState[],
  change: (tx: Transaction) => Promise<Result<Value, Reason>>,
): Promise<Result<Value, Reason | "no-panel" | "closed">> {
  return db.transaction(async (tx) => {
    const [panel] = await tx.execute<{
      course: string;
      closed: string | null;
      at: string | null;
    }>(sql`
      select course_slug as course, round_one_closed_at as closed, published_at as at
      from angoff_panels left join angoff_results on panel_id = id
      where id = ${panelId} for update of angoff_panels`);
    if (!panel || !canTeach(actor, panel.course)) return refused("no-panel");
    const state = stateOf({ roundOneClosedAt: panel.closed, publishedAt: panel.at });
    return states.includes(state) ? change(tx) : refused("closed");
  });
}
