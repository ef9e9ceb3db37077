import { sql } from "drizzle-orm";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import type { ExamRules } from "#app/domain/courses/manifest.ts";
import { canSeeStatistics, canTeach } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { Uuid } from "#app/kernel/ids.ts";
import type { Executor } from "#app/server/db.ts";
import { type ItemSource, labelOf, sourceOf } from "./item-source.ts";
import {
  outcomeOf,
  type PanelOutcome,
  type PanelState,
  type Rating,
  standing,
  stateOf,
} from "./panel.ts";
import { type PanelFacts, panelFactsOf } from "./panel-facts.server.ts";

interface ListedPanel {
  id: string;
  /** From 1, in the order in which the exam's panels were set up. */
  number: number;
  /** ISO 8601 in UTC. */
  createdAt: string;
  scope: "bank" | "form";
  country: string | null;
  state: PanelState;
  /** Not withdrawn. */
  judges: number;
  result: PanelOutcome | null;
}

export interface CoursePanels {
  course: { slug: string; title: string };
  exam: Pick<ExamRules, "title" | "passMark">;
  countries: string[];
  panels: ListedPanel[];
  mayTeach: boolean;
}

/** The panels of a course's exam, newest first, if the viewer may see its statistics. One query. */
export async function coursePanels(
  db: Executor,
  viewer: Viewer,
  course: string,
): Promise<CoursePanels | null> {
  if (!canSeeStatistics(viewer, course)) return null;
  const [row] = await db.execute<{
    title: string;
    exam: ExamRules;
    countries: string[];
    panels: (Omit<ListedPanel, "state"> & StateRow)[] | null;
  }>(sql`
    select manifest ->> 'title' as title, manifest -> 'exam' as exam,
      manifest -> 'countries' as countries,
      (select json_agg(json_build_object('id', id, 'number', ${NUMBER}, 'createdAt', created_at, 'scope', scope,
          'country', country, 'roundOneClosedAt', round_one_closed_at,
          'publishedAt', published_at, 'result', body,
          'judges', (select count(*) from angoff_judges
            where panel_id = id and withdrawn_at is null)) order by created_at desc)
        from angoff_panels left join angoff_results on panel_id = id
        where course_slug = slug and test_id = manifest -> 'exam' ->> 'id') as panels
    from courses join editions on editions.id = current_edition_id
    where slug = ${course} and manifest -> 'exam' ->> 'id' is not null`);
  if (!row) return null;
  const { title, exam, countries, panels } = row;
  return {
    course: { slug: course, title },
    exam: { title: exam.title, passMark: exam.passMark },
    countries,
    panels: (panels ?? []).map(({ roundOneClosedAt, publishedAt, ...panel }) => ({
      ...panel,
      createdAt: new Date(panel.createdAt).toISOString(),
      state: stateOf({ roundOneClosedAt, publishedAt }),
    })),
    mayTeach: canTeach(viewer, course),
  };
}

interface StateRow {
  roundOneClosedAt: string | null;
  publishedAt: string | null;
}

/** A judge as who runs the panel sees them: how far they are, never what they rated. */
interface PanelJudge {
  id: string;
  name: string;
  accepted: boolean;
  /** Items rated in each round. */
  rated: [first: number, second: number];
}

export interface PanelReport {
  id: string;
  number: number;
  course: { slug: string; title: string };
  exam: Pick<ExamRules, "title" | "passMark">;
  state: PanelState;
  /** ISO 8601 in UTC; null before. */
  publishedAt: string | null;
  judges: PanelJudge[];
  items: { position: number; itemId: string; label: string }[];
  /** What the judges came to; null in the first round, and while nobody has rated everything. */
  outcome: PanelOutcome | null;
  mayTeach: boolean;
}

interface ReportRow extends Record<string, unknown>, StateRow, PanelFacts {
  number: number;
  course: string;
  title: string;
  exam: ExamRules;
  result: PanelOutcome | null;
  people: { id: string; name: string; accepted: boolean }[] | null;
  sources: AssessmentItem[];
}

/** A panel, if the viewer may see the statistics of its course. One query. */
export async function panelReport(
  db: Executor,
  viewer: Viewer,
  course: string,
  panelId: string,
): Promise<PanelReport | null> {
  if (!Uuid.safeParse(panelId).success || !canSeeStatistics(viewer, course)) return null;
  const [row] = await db.execute<ReportRow>(sql`
    select ${panelFactsOf(panelId)}, ${NUMBER} as number, angoff_panels.course_slug as course, manifest ->> 'title' as title,
      manifest -> 'exam' as exam, round_one_closed_at as "roundOneClosedAt",
      published_at as "publishedAt", angoff_results.body as result,
      (select json_agg(json_build_object('id', users.id, 'name', full_name,
          'accepted', accepted_at is not null) order by full_name, users.id)
        from angoff_judges join users on users.id = user_id
        where panel_id = ${panelId} and withdrawn_at is null) as people,
      (select json_agg(item_versions.body order by position) from angoff_items
        join item_versions on hash = item_hash where panel_id = ${panelId}) as sources
    from angoff_panels join editions on editions.id = edition_id
    left join angoff_results on panel_id = angoff_panels.id
    where angoff_panels.id = ${panelId} and angoff_panels.course_slug = ${course}`);
  if (!row) return null;
  const ratings = row.ratings ?? [];
  const state = stateOf(row);
  const live = () => outcomeOf(row.items, row.judges ?? [], ratings);
  return {
    id: panelId,
    number: row.number,
    course: { slug: row.course, title: row.title },
    exam: { title: row.exam.title, passMark: row.exam.passMark },
    state,
    publishedAt: row.publishedAt && new Date(row.publishedAt).toISOString(),
    judges: (row.people ?? []).map((person) => ({ ...person, rated: ratedBy(ratings, person.id) })),
    items: row.sources.map((item, place) => {
      return { position: place + 1, itemId: item.id, label: labelOf(item) };
    }),
    outcome: state === "round-1" ? null : (row.result ?? live()),
    mayTeach: canTeach(viewer, row.course),
  };
}

function ratedBy(ratings: readonly Rating[], judge: string): [number, number] {
  const inRound = (round: 1 | 2) =>
    ratings.filter((rating) => rating.judge === judge && rating.round === round).length;
  return [inRound(1), inRound(2)];
}

/** An item as a judge rates it. */
interface JudgedItem {
  position: number;
  source: ItemSource;
  /** 0 to 100; null = not yet. */
  own: number | null;
  /** In the second round, what all rated in the first, the least first; nobody is named. */
  group: number[] | null;
}

export interface Judging {
  id: string;
  number: number;
  examTitle: string;
  state: PanelState;
  accepted: boolean;
  /** None before the promise. */
  items: JudgedItem[];
}

/** A panel for one of its judges; to anybody else it does not exist. One query. */
export async function judging(
  db: Executor,
  viewer: Viewer,
  panelId: string,
): Promise<Judging | null> {
  if (!Uuid.safeParse(panelId).success) return null;
  const [row] = await db.execute<JudgingRow>(sql`
    select ${panelFactsOf(panelId)}, ${NUMBER} as number,
      manifest -> 'exam' ->> 'title' as exam, accepted_at is not null as accepted,
      round_one_closed_at as "roundOneClosedAt", published_at as "publishedAt",
      (select json_agg(item_versions.body order by position) from angoff_items
        join item_versions on hash = item_hash where panel_id = ${panelId}) as sources
    from angoff_panels join editions on editions.id = edition_id
    join angoff_judges as judge on judge.panel_id = angoff_panels.id
      and judge.user_id = ${viewer.id} and withdrawn_at is null
    left join angoff_results on angoff_results.panel_id = angoff_panels.id
    where angoff_panels.id = ${panelId}`);
  if (!row) return null;
  const state = stateOf(row);
  return {
    id: panelId,
    number: row.number,
    examTitle: row.exam,
    state,
    accepted: row.accepted,
    items: row.accepted ? judgedItems(row, viewer.id, state) : [],
  };
}

interface JudgingRow extends Record<string, unknown>, StateRow, PanelFacts {
  number: number;
  exam: string;
  accepted: boolean;
  sources: AssessmentItem[];
}

function judgedItems(
  { sources, judges, ratings }: PanelFacts & { sources: AssessmentItem[] },
  judge: string,
  state: PanelState,
): JudgedItem[] {
  const own = standing(ratings ?? [], judge);
  const first = (ratings ?? []).filter(
    (rating) => rating.round === 1 && (judges ?? []).includes(rating.judge),
  );
  return sources.map((item, place) => {
    const position = place + 1;
    const group = first.filter((rating) => rating.position === position);
    return {
      position,
      source: sourceOf(item),
      own: own.get(position) ?? null,
      group:
        state === "round-1"
          ? null
          : group.map(({ percent }) => percent).sort((one, other) => one - other),
    };
  });
}

const NUMBER = sql`(select count(*)::int from angoff_panels as earlier
  where earlier.course_slug = angoff_panels.course_slug and earlier.test_id = angoff_panels.test_id
    and (earlier.created_at, earlier.id) <= (angoff_panels.created_at, angoff_panels.id))`;
