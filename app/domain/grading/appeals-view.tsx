import { formatDate } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { Notice } from "#app/ui/notice.tsx";
import { useRequest } from "#app/ui/request.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { AppealsPage, RulingRow } from "./appeals-page.ts";

export interface AppealsViewProps {
  page: AppealsPage;
  /** Appeals were answered just now. */
  answered: boolean;
}

/** The appeals that wait, item by item, and what was ruled of late. */
export function AppealsView({ page, answered }: AppealsViewProps) {
  const { t, language, timeZone } = useRequest();
  return (
    <>
      {answered && <Notice title={t("grading.appeals.answered")} kind="success" announce />}
      <a className="govuk-back-link" href={paths.authoring()}>
        {t("courses.authoring.title")}
      </a>
      <h1 className="govuk-heading-xl">{t("grading.appeals.title")}</h1>
      {page.items.length === 0 && <p className="govuk-body">{t("grading.appeals.none")}</p>}
      <ul className="held">
        {page.items.map((item) => (
          <li key={`${item.courseSlug} ${item.hash}`} className="card">
            <h2 className="card__title">
              <a href={paths.newRuling(item.courseSlug, item.itemId, item.hash)}>
                {item.itemTitle}
              </a>
            </h2>
            <p className="govuk-body">{item.courseTitle}</p>
            <p className="govuk-body">
              {t("grading.appeals.waiting", { count: item.count })}{" "}
              {t("grading.appeals.since", {
                date: formatDate(new Date(item.oldest), language, timeZone),
              })}
            </p>
          </li>
        ))}
      </ul>
      {page.rulings.length > 0 && <Rulings rulings={page.rulings} />}
    </>
  );
}

function Rulings({ rulings }: { rulings: readonly RulingRow[] }) {
  const { t, language, timeZone } = useRequest();
  return (
    <>
      <h2 className="govuk-heading-m">{t("grading.appeals.rulings")}</h2>
      <ul className="held">
        {rulings.map((ruling) => (
          <li key={ruling.id} className="card">
            <h3 className="card__title">
              <a href={paths.ruling(ruling.id)}>{ruling.itemTitle}</a>
            </h3>
            <p className="govuk-body">
              {ruling.courseTitle} · {formatDate(new Date(ruling.at), language, timeZone)}
            </p>
            <p className="govuk-body">
              {t(`grading.ruling.kind.${ruling.kind}`)}{" "}
              {t("grading.ruling.changed", { count: ruling.changed })}
            </p>
            {ruling.toDecide > 0 && (
              <Tag tone="warning">{t("grading.ruling.to-decide", { count: ruling.toDecide })}</Tag>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
