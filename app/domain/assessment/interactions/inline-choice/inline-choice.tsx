import { useT } from "#app/ui/request.tsx";
import { gapField } from "../../answer-fields.ts";
import type { QuestionView } from "../../item-view.ts";
import { PairSelect } from "../pair-select.tsx";
import { pairsOf } from "../pairs.ts";
import {
  type InteractionViewProps,
  Paragraphs,
  partId,
  QuestionGroup,
  whyId,
} from "../question-frame.tsx";
import { AS_TYPED } from "../typed-field.ts";
import { textAndGaps } from "./text-and-gaps.ts";

/** The text with a list or a field in place of each gap, numbered as they come. */
export function InlineChoiceView(props: InteractionViewProps) {
  const { item, id, error, feedback = {} } = props;
  const t = useT();
  const pieces = textAndGaps(
    item.prompt,
    item.gaps.map((gap) => gap.id),
  );
  const inOrder = pieces.flatMap(({ gap }) => item.gaps.find((each) => each.id === gap) ?? []);
  return (
    <QuestionGroup {...{ id, error }} prompt={t("assessment.interaction.gaps")}>
      <div className="question__text">
        {pieces.map(({ text, gap }, index) => {
          const number = inOrder.findIndex((each) => each.id === gap) + 1;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a fixed text
            <span key={index}>
              <Paragraphs text={text} />
              {number > 0 && (
                <GapField
                  {...props}
                  gap={inOrder[number - 1]}
                  number={number}
                  of={inOrder.length}
                />
              )}
            </span>
          );
        })}
      </div>
      {inOrder.map((gap, index) => {
        const why = feedback[gap.id];
        if (!why) return null;
        return (
          <p key={gap.id} id={whyId(partId(id, gap.id))} className="govuk-hint question__feedback">
            <strong>{t("assessment.interaction.gap-number", { number: index + 1 })}</strong>{" "}
            <Paragraphs text={why} />
          </p>
        );
      })}
    </QuestionGroup>
  );
}

function GapField({
  item,
  response,
  id,
  feedback = {},
  gap,
  number,
  of,
}: InteractionViewProps & { gap?: QuestionView["gaps"][number]; number: number; of: number }) {
  const t = useT();
  if (!gap) return null;
  const fieldId = partId(id, gap.id);
  const explained = Boolean(feedback[gap.id]);
  const answer = pairsOf(response).get(gap.id);
  const seconds = item.choices.filter((choice) => gap.choices.includes(choice.id));
  return (
    <span className="question__gap">
      <span aria-hidden="true" className="question__gap-number">
        {number}
      </span>
      <label className="govuk-visually-hidden" htmlFor={fieldId}>
        {t("assessment.interaction.gap", { number, of })}
      </label>
      {gap.choices.length > 0 ? (
        <>
          <PairSelect
            {...{ item: item.id, first: gap.id, seconds, fieldId, explained }}
            chosen={answer}
          />
          <span className="only-print">({seconds.map(({ text }) => text).join(" / ")})</span>
        </>
      ) : (
        <input
          {...AS_TYPED}
          className="govuk-input"
          id={fieldId}
          type="text"
          size={16}
          name={gapField(item.id, gap.id)}
          maxLength={item.length ?? undefined}
          defaultValue={answer ?? ""}
          aria-describedby={explained ? whyId(fieldId) : undefined}
        />
      )}
    </span>
  );
}
