import { formatTime } from "#app/i18n/format.ts";
import { newId } from "#app/kernel/ids.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/form.tsx";
import { Kept } from "#app/ui/kept.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { idField } from "./answer-fields.ts";
import { checkAnchor, checkOptionsId, SIGNED_IN } from "./check-anchor.ts";
import type { CheckState } from "./check-state.ts";
import { Paragraphs } from "./interactions/question-frame.tsx";
import { Interaction } from "./interactions/views.tsx";
import type { CheckItemView } from "./item-view.ts";

export interface CheckQuestionProps {
  courseSlug: string;
  lessonId: string;
  item: CheckItemView;
  /** Names this version of the question in its lesson; absent = its markup is not kept. */
  version?: string;
  /** The last answer, or null before the first. */
  state: CheckState | null;
  answerUrl: string;
  /** What is wrong with the answer sent. */
  error?: string;
  /** The person has a session now: if it ends before they answer, they log in and it is kept. */
  signedIn?: boolean;
}

/**
 * A question inside a lesson: answered as often as one likes, explained each
 * time. The UUID in its form makes a double click one answer.
 */
export function CheckQuestion(props: CheckQuestionProps) {
  const { item, version, state, error, signedIn } = props;
  const { language, timeZone } = useRequest();
  const answeredAt = state?.answeredAt && new Date(state.answeredAt);
  const slots = {
    id: newId(),
    time: answeredAt ? formatTime(answeredAt, language, timeZone) : "",
  };
  // What was typed is one person's own.
  const isTyped = state !== null && item.length !== null;
  const isShared = version !== undefined && error === undefined && !isTyped;
  const answer = state && [Boolean(answeredAt), ...state.response];
  return (
    <Kept
      by={isShared ? ["check", version, signedIn ?? false, ...(answer ?? [])] : null}
      slots={slots}
    >
      {(slot) => <CheckForm {...props} id={slot("id")} time={slot("time")} />}
    </Kept>
  );
}

/** `id`: the UUID; `time`: when the answer was kept. */
function CheckForm({
  item,
  state,
  answerUrl,
  error,
  signedIn,
  id,
  time,
}: CheckQuestionProps & { id: string; time: string }) {
  const t = useT();
  return (
    <section className="check-question" id={checkAnchor(item.id)}>
      <p className="check-question__label">{t("assessment.check.label")}</p>
      <form
        method="post"
        action={signedIn ? `${answerUrl}?${SIGNED_IN}=si` : answerUrl}
        autoComplete="off"
        data-once
      >
        <input type="hidden" name={idField(item.id)} value={id} />
        <Interaction
          id={checkOptionsId(item.id)}
          item={item}
          response={state?.response ?? []}
          feedback={state?.feedback}
          error={error}
        />
        {state && <CheckVerdict state={state} time={time} />}
        <Button kind={state ? "secondary" : "primary"}>
          {t(state ? "assessment.check.again" : "assessment.check.answer")}
        </Button>
      </form>
    </section>
  );
}

function CheckVerdict({ state, time }: { state: CheckState; time: string }) {
  const t = useT();
  const verdict = state.right ? "right" : state.score > 0 ? "partly" : "wrong";
  const unexplained = verdict === "wrong" && Object.keys(state.feedback).length === 0;
  return (
    <div className={`check-question__verdict check-question__verdict--${verdict}`} role="status">
      <p className="govuk-body">
        <strong>
          {t(unexplained ? "assessment.interaction.wrong" : `assessment.check.${verdict}`)}
        </strong>
      </p>
      {state.general && (
        <p className="govuk-body">
          <Paragraphs text={state.general} />
        </p>
      )}
      {state.answeredAt && <p className="saved">{t("assessment.saved", { time })}</p>}
    </div>
  );
}

/** Why the answer just explained was not kept, and the one thing to do about it. */
export function CheckNotKept({
  reason,
  courseSlug,
  lessonUrl,
}: {
  reason: "no-account" | "not-enrolled";
  courseSlug: string;
  lessonUrl: string;
}) {
  const t = useT();
  return (
    <div className="govuk-inset-text">
      <p className="govuk-body">{t(`assessment.check.not-kept.${reason}`)}</p>
      {reason === "no-account" ? (
        <p className="govuk-body">
          <a className="govuk-link" href={paths.login(lessonUrl)}>
            {t("assessment.check.not-kept.login")}
          </a>{" "}
          <a className="govuk-link" href={paths.register()}>
            {t("assessment.check.not-kept.register")}
          </a>
        </p>
      ) : (
        <form method="post" action={paths.enroll(courseSlug)}>
          <Button>{t("assessment.check.not-kept.enroll")}</Button>
        </form>
      )}
    </div>
  );
}
