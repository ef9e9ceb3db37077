import { sql } from "drizzle-orm";
import { filesOfResponse } from "#app/domain/assessment/answer-files.server.ts";
import type { AssessmentItem, ItemResponse } from "#app/domain/assessment/item.ts";
import { canGrade } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Executor } from "#app/server/db.ts";
import { type Basis, roleOf } from "./agreement.ts";
import type { MarkingPage, ShownMark } from "./marking-page.ts";
import { standingOf, toMarkBy } from "./settle.server.ts";

interface Row extends Record<string, unknown> {
  user_id: string;
  full_name: string;
  course_title: string;
  item: AssessmentItem;
  response: ItemResponse;
  draft: { points: Record<string, number>; comment: string; note: string; saved_at: string } | null;
  claimed_by: string | null;
  settled: { share: number; basis: Basis } | null;
  marks: (Omit<ShownMark, "own"> & { grader: string })[];
}

/**
 * A response to mark as the viewer may see it; null where they may not. Another's mark is in it
 * only for who decides between two, or once it is settled; a name only where it is not anonymous.
 */
export async function markingPage(
  db: Executor,
  viewer: Viewer,
  id: string,
  now: Date,
): Promise<MarkingPage | null> {
  const toMark = await toMarkBy(db, id);
  if (!toMark || !canGrade(viewer, toMark.course_slug)) return null;
  const [row] = await db.execute<Row>(sql`
    select attempts.user_id, users.full_name, editions.manifest ->> 'title' as course_title,
      item_versions.body as item, responses.response,
      (select json_build_object('points', points, 'comment', comment, 'note', note,
          'saved_at', saved_at)
        from mark_drafts where to_mark_id = ${id} and grader_id = ${viewer.id}) as draft,
      (select claimer.full_name from marking_claims join users as claimer on claimer.id = grader_id
        where to_mark_id = ${id} and grader_id <> ${viewer.id}
          and until > ${now.toISOString()}::timestamptz) as claimed_by,
      (select json_build_object('share', share, 'basis', basis) from settled_scores
        where to_mark_id = ${id} order by id desc limit 1) as settled,
      (select coalesce(json_agg(json_build_object('kind', kind, 'grader', grader_id,
          'points', points, 'share', share, 'comment', comment, 'note', note)
          order by marked_at), '[]') from marks where to_mark_id = ${id}) as marks
    from attempts join users on users.id = attempts.user_id
    join editions on editions.id = attempts.edition_id
    join responses on responses.id = ${toMark.response_id}
    join item_versions on item_versions.hash = ${toMark.item_hash}
    where attempts.id = ${toMark.attempt_id}`);
  if (!row || row.user_id === viewer.id) return null;
  const { rule, marks, standing } = await standingOf(db, toMark, row.user_id, now);
  const role = roleOf(viewer.id, marks, standing);
  const isClaimed = rule.graders === 1 && standing.is === "waits" && row.claimed_by !== null;
  const seesAll = role === "deciding" || row.settled !== null;
  const { item, response, draft } = row;
  const isFiles = item.interaction === "file-upload";
  return {
    id,
    courseSlug: toMark.course_slug,
    courseTitle: row.course_title,
    itemId: toMark.item_id,
    itemTitle: item.title,
    interaction: item.interaction,
    prompt: item.prompt,
    rubric: item.rubric ?? { criteria: [] },
    scorerNotes: item.scorerNotes ?? null,
    writer: { name: rule.anonymous ? null : row.full_name, number: toMark.number },
    text: isFiles ? "" : response.join("\n\n"),
    files: isFiles
      ? (await filesOfResponse(db, response)).map(({ id: file, size }) => ({ id: file, size }))
      : [],
    since: new Date(toMark.since).toISOString(),
    role: isClaimed ? null : role,
    closed: isClaimed ? "claimed" : role === null ? "settled" : null,
    claimedBy: isClaimed ? row.claimed_by : null,
    double: rule.graders === 2,
    draft: draft && {
      points: draft.points,
      comment: draft.comment,
      note: draft.note,
      savedAt: new Date(draft.saved_at).toISOString(),
    },
    marks: row.marks
      .filter(({ grader }) => seesAll || grader === viewer.id)
      .map(({ grader, ...mark }) => ({ ...mark, own: grader === viewer.id })),
    settled: row.settled,
  };
}
