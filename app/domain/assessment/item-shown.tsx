import { formatBytes, formatNumber } from "#app/i18n/format.ts";
import { useRequest } from "#app/ui/request.tsx";
import type { AssessmentItem } from "./item.ts";
import { type KeyWords, keyRows } from "./item-key.ts";
import { RubricCriteria } from "./rubric-view.tsx";

/** A question as it is asked, and its key with why: for who teaches, marks or judges. */
export function ItemShown({ item }: { item: AssessmentItem }) {
  const { t, language } = useRequest();
  const { entry } = item;
  return (
    <div className="panel">
      <Lines text={item.prompt.replace(/\[\[([^\]\s]+)\]\]/g, "[$1 ______]")} />
      <Key item={item} />
      {item.rubric && (
        <div className="rubric">
          <h3 className="govuk-heading-s">{t("assessment.key.rubric")}</h3>
          <RubricCriteria rubric={item.rubric} />
        </div>
      )}
      {entry?.files && (
        <p className="govuk-body">
          {t("assessment.key.files", {
            most: entry.files.most,
            size: formatBytes(entry.files.bytes, language),
            kinds: entry.files.mediaTypes.join(", "),
          })}
        </p>
      )}
      <Said title={t("assessment.key.feedback")} text={item.feedback} />
      <Said title={t("assessment.key.notes")} text={item.scorerNotes} />
    </div>
  );
}

/** The words in which a key is told on this page. */
export function useKeyWords(): KeyWords {
  const { t, language } = useRequest();
  return {
    true: t("assessment.question.true"),
    false: t("assessment.question.false"),
    anyOther: t("assessment.key.any-other"),
    number: (value) => formatNumber(value, language),
  };
}

function Key({ item }: { item: AssessmentItem }) {
  const { t, language } = useRequest();
  const rows = keyRows(item, useKeyWords());
  if (rows.length === 0) return null;
  const hasWorth = rows.some(({ worth }) => worth !== null);
  return (
    <table className="govuk-table table-stack">
      <caption className="govuk-table__caption govuk-table__caption--s">
        {t("assessment.key.title")}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t("assessment.key.answer")}</th>
          {hasWorth && <th scope="col">{t("assessment.key.worth")}</th>}
          <th scope="col">{t("assessment.key.why")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, what, worth, why }) => (
          <tr key={id}>
            <th scope="row">{what.replaceAll("\n", " / ")}</th>
            {hasWorth && (
              <td data-label={t("assessment.key.worth")}>
                {formatNumber(Math.round((worth ?? 0) * 1000) / 10, language)} %
              </td>
            )}
            <td data-label={t("assessment.key.why")}>{why ?? "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Said({ title, text }: { title: string; text: string | null | undefined }) {
  if (!text) return null;
  return (
    <>
      <h3 className="govuk-heading-s">{title}</h3>
      <Lines text={text} />
    </>
  );
}

function Lines({ text }: { text: string }) {
  return (
    <>
      {text.split("\n").map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of a fixed text
        <p key={index} className="govuk-body">
          {line}
        </p>
      ))}
    </>
  );
}
