import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { formatNumber } from "#app/i18n/format.ts";
import { useRequest, useT } from "#app/ui/request.tsx";
import { isAnyNumber } from "./formats/number.ts";

/** A question as it is asked, and its key with why: for who teaches the course. */
export function ItemShown({ item }: { item: AssessmentItem }) {
  const t = useT();
  const { entry } = item;
  return (
    <div className="panel">
      <Lines text={item.prompt.replace(/\[\[([^\]\s]+)\]\]/g, "[$1 ______]")} />
      <Key item={item} />
      {item.rubric && <RubricShown rubric={item.rubric} />}
      {entry?.files && (
        <p className="govuk-body">
          {t("banks.item.files", {
            most: entry.files.most,
            megas: Math.round(entry.files.bytes / 1024 / 1024),
            kinds: entry.files.mediaTypes.join(", "),
          })}
        </p>
      )}
      {item.feedback && (
        <>
          <h3 className="govuk-heading-s">{t("banks.field.explicacion")}</h3>
          <Lines text={item.feedback} />
        </>
      )}
      {item.scorerNotes && (
        <>
          <h3 className="govuk-heading-s">{t("banks.field.notas")}</h3>
          <Lines text={item.scorerNotes} />
        </>
      )}
    </div>
  );
}

interface KeyRow {
  id: string;
  what: string;
  worth: number | null;
  why: string | null;
}

function Key({ item }: { item: AssessmentItem }) {
  const { t, language } = useRequest();
  const rows = keyRows(item, {
    word: (id) => t(id === "true" ? "assessment.question.true" : "assessment.question.false"),
    other: t("banks.item.any-other"),
    number: (value) => formatNumber(value, language),
  });
  if (rows.length === 0) return null;
  const hasWorth = rows.some(({ worth }) => worth !== null);
  return (
    <table className="govuk-table table-stack">
      <caption className="govuk-table__caption govuk-table__caption--s">
        {t("banks.item.key")}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t("banks.item.answer")}</th>
          {hasWorth && <th scope="col">{t("banks.item.worth")}</th>}
          <th scope="col">{t("banks.item.why")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, what, worth, why }) => (
          <tr key={id}>
            <th scope="row">{what.replaceAll("\n", " / ")}</th>
            {hasWorth && (
              <td data-label={t("banks.item.worth")}>
                {formatNumber(Math.round((worth ?? 0) * 1000) / 10, language)} %
              </td>
            )}
            <td data-label={t("banks.item.why")}>{why ?? "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Words {
  word: (id: string) => string;
  other: string;
  number: (value: number) => string;
}

function keyRows(item: AssessmentItem, { word, other, number }: Words): KeyRow[] {
  const { choices, sources = [], gaps = [], entry, response } = item;
  const { mapping, correct, texts = [], numbers = [] } = response;
  const textOf = (id: string) => choices.find((choice) => choice.id === id)?.text ?? "";
  const place = new Map(correct.map((part) => part.split(" ") as [string, string]));
  switch (item.interaction) {
    case "match":
      return [
        ...sources.map(({ id, text, feedback }) => {
          const worth = mapping[`${id} ${place.get(id)}`] ?? 0;
          return { id, what: `${text} → ${textOf(place.get(id) ?? "")}`, worth, why: feedback };
        }),
        ...choices
          .filter(({ id }) => ![...place.values()].includes(id))
          .map(({ id, text }) => ({ id, what: `– → ${text}`, worth: 0, why: null })),
      ];
    case "order":
      return choices
        .toSorted((one, next) => Number(place.get(one.id)) - Number(place.get(next.id)))
        .map(({ id, text, feedback }) => {
          return { id, what: `${place.get(id)}. ${text}`, worth: null, why: feedback };
        });
    case "inline-choice":
      return gaps.flatMap((gap) => [
        ...gap.choices.map((id) => {
          const why = choices.find((choice) => choice.id === id)?.feedback ?? null;
          const worth = mapping[`${gap.id} ${id}`] ?? 0;
          return { id: `${gap.id} ${id}`, what: `${gap.id}: ${textOf(id)}`, worth, why };
        }),
        ...texts
          .filter((key) => key.gap === gap.id)
          .map(({ text, score, feedback }) => {
            const id = `${gap.id} ${text}`;
            return { id, what: `${gap.id}: «${text}»`, worth: score, why: feedback };
          }),
      ]);
    case "text-entry":
      return texts.map(({ text, score, feedback }) => {
        return { id: text, what: `«${text}»`, worth: score, why: feedback };
      });
    case "numeric": {
      const unit = entry?.units?.[0]?.name ?? "";
      return numbers.map((key, index) => {
        const range = key.from === key.to ? [key.from] : [key.from, key.to];
        const what = isAnyNumber(key) ? other : `${range.map(number).join(" – ")} ${unit}`;
        return { id: String(index), what, worth: key.score, why: key.feedback };
      });
    }
    default:
      return choices.map(({ id, text, feedback }) => {
        return { id, what: text || word(id), worth: mapping[id] ?? 0, why: feedback };
      });
  }
}

function RubricShown({ rubric }: { rubric: NonNullable<AssessmentItem["rubric"]> }) {
  const t = useT();
  return (
    <>
      <h3 className="govuk-heading-s">{t("banks.item.rubric")}</h3>
      <ul className="govuk-list govuk-list--bullet">
        {rubric.criteria.map(({ id, text, levels }) => (
          <li key={id}>
            {text}: {levels.map((level) => `${level.points} = ${level.text}`).join("; ")}
          </li>
        ))}
      </ul>
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
