import { formatNumber } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { useRequest } from "#app/ui/request.tsx";
import { type BankCourse, firstOf } from "./bank-list.tsx";
import type { DuplicatePair } from "./duplicate-pair.ts";

/** Pairs of questions that say nearly the same. */
export function DuplicatesPage({
  course,
  pairs,
}: {
  course: BankCourse;
  pairs: readonly DuplicatePair[];
}) {
  const { t, language } = useRequest();
  return (
    <>
      <a className="govuk-back-link" href={paths.bank(course.slug)}>
        {t("banks.list.title")}
      </a>
      <h1 className="govuk-heading-xl">{t("banks.duplicates.title")}</h1>
      <p className="govuk-body">{t("banks.duplicates.how", { course: course.title })}</p>
      {pairs.length === 0 && <p className="govuk-body">{t("banks.duplicates.none")}</p>}
      <ul className="held">
        {pairs.map(({ one, other, similarity }) => (
          <li key={`${one.id} ${other.id}`} className="card">
            <p className="govuk-body">
              {t("banks.duplicates.alike", {
                share: formatNumber(Math.round(similarity * 100), language),
              })}
            </p>
            {[one, other].map(({ id, prompt }) => (
              <p key={id} className="govuk-body">
                <a href={paths.bankItem(course.slug, id)}>{id}</a>: {firstOf(prompt)}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
