import { formatMoment, formatTime } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import type { Queue, QueueRow, Writer } from "./queue.ts";

export interface QueuePageProps {
  queue: Queue;
  /** The one item that is listed; null = all. */
  chosen: { courseSlug: string; itemId: string } | null;
  /** The server's clock, ISO 8601 in UTC. */
  now: string;
  /** A mark was given just now. */
  marked: boolean;
}

/** What waits for a mark, oldest first. */
export function QueuePage({ queue, chosen, now, marked }: QueuePageProps) {
  const t = useT();
  return (
    <>
      {marked && <Notice title={t("grading.queue.marked")} kind="success" announce />}
      <a className="govuk-back-link" href={paths.authoring()}>
        {t("courses.authoring.title")}
      </a>
      <h1 className="govuk-heading-xl">{t("grading.queue.title")}</h1>
      {queue.groups.length === 0 ? (
        <p className="govuk-body">{t("grading.queue.none")}</p>
      ) : (
        <>
          <Groups queue={queue} now={now} />
          <form method="post" action={paths.takeToMark()}>
            {chosen && <input type="hidden" name="curso" value={chosen.courseSlug} />}
            {chosen && <input type="hidden" name="pregunta" value={chosen.itemId} />}
            <Button>{t("grading.queue.next")}</Button>
          </form>
          <h2 className="govuk-heading-m">{t("grading.queue.oldest")}</h2>
          {chosen && (
            <p className="govuk-body">
              {queue.rows.length === 0 && `${t("grading.queue.item-done")} `}
              <a href={paths.markingQueue()}>{t("grading.queue.all")}</a>
            </p>
          )}
          <ul className="held">
            {queue.rows.map((row) => (
              <Row key={row.id} row={row} now={now} />
            ))}
          </ul>
        </>
      )}
      {queue.elsewhere > 0 && (
        <p className="govuk-body">{t("grading.queue.elsewhere", { count: queue.elsewhere })}</p>
      )}
    </>
  );
}

function Groups({ queue, now }: { queue: Queue; now: string }) {
  const t = useT();
  return (
    <table className="govuk-table table-stack">
      <caption className="govuk-visually-hidden">{t("grading.queue.groups")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("grading.queue.item")}</th>
          <th scope="col">{t("grading.queue.course")}</th>
          <th scope="col" className="numeric">
            {t("grading.queue.count")}
          </th>
          <th scope="col">{t("grading.queue.longest")}</th>
          <th scope="col">{t("grading.rules.how")}</th>
        </tr>
      </thead>
      <tbody>
        {queue.groups.map((group) => (
          <tr key={`${group.courseSlug} ${group.itemId}`}>
            <th scope="row">
              <a href={paths.markingQueue(group.courseSlug, group.itemId)}>{group.itemTitle}</a>
            </th>
            <td data-label={t("grading.queue.course")}>{group.courseTitle}</td>
            <td className="numeric" data-label={t("grading.queue.count")}>
              {group.count}
            </td>
            <td data-label={t("grading.queue.longest")}>
              <Waited since={group.oldest} now={now} />
            </td>
            <td>
              <a href={paths.markingRules(group.courseSlug)}>
                {t("grading.rules.how")}
                <span className="govuk-visually-hidden">: {group.itemTitle}</span>
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, now }: { row: QueueRow; now: string }) {
  const { t, language, timeZone } = useRequest();
  const { claimed } = row;
  return (
    <li className="card">
      <h3 className="card__title">
        <a href={paths.marking(row.id)}>
          <WriterName writer={row.writer} />
        </a>
      </h3>
      <p className="govuk-body">
        {row.courseTitle}: {row.itemTitle}
      </p>
      <p className="govuk-body">
        {t("grading.queue.since", {
          moment: formatMoment(new Date(row.since), language, timeZone),
        })}{" "}
        (<Waited since={row.since} now={now} />)
      </p>
      {row.wait !== "mark" && <p className="govuk-body">{t(`grading.wait.${row.wait}`)}</p>}
      {row.drafts.length > 0 && (
        <p className="govuk-body">{t("grading.queue.drafts", { names: row.drafts.join(", ") })}</p>
      )}
      {claimed && !claimed.own ? (
        <p className="govuk-body">
          {t("grading.queue.claimed", {
            name: claimed.name,
            time: formatTime(new Date(claimed.until), language, timeZone),
          })}
        </p>
      ) : (
        <form method="post" action={paths.takeToMark()} className="held__actions">
          <input type="hidden" name="id" value={row.id} />
          <Button kind="secondary">
            {t("grading.queue.take")}
            <span className="govuk-visually-hidden">
              {": "}
              <WriterName writer={row.writer} />
            </span>
          </Button>
        </form>
      )}
    </li>
  );
}

/** Who wrote a response, or the number by which an anonymous marking calls them. */
export function WriterName({ writer }: { writer: Writer }) {
  const t = useT();
  return <>{writer.name ?? t("grading.person", { number: writer.number })}</>;
}

const DAY = 24 * 60 * 60 * 1000;

function Waited({ since, now }: { since: string; now: string }) {
  const t = useT();
  const days = Math.floor((Date.parse(now) - Date.parse(since)) / DAY);
  return <>{days < 1 ? t("grading.queue.today") : t("grading.queue.days", { count: days })}</>;
}
