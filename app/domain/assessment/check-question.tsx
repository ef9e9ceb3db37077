import { formatTime } from "#app/i18n/format.ts";
import { newId } from "#app/kernel/ids.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/form.tsx";
import { Kept } from "#app/ui/kept.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { idField, responseField } from "./answer-fields.ts";
import { checkAnchor, checkOptionsId, SIGNED_IN } from "./check-anchor.ts";
import type { CheckState } from "./check-state.ts";
import { Paragraphs } from "./interactions/options.tsx";
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
  const isAsNew = version !== undefined && state === null && error === undefined;
  return (
    <>
      <Kept by={isAsNew ? ["check", version, signedIn ?? false] : null}>
        {() => <CheckForm {...props} />}
      </Kept>
      <input type="hidden" form={formId(item.id)} name={idField(item.id)} value={newId()} />
    </>
  );
}

/** The form without its UUID, so that those who have not answered share its markup. */
function CheckForm({ item, version, state, answerUrl, error, signedIn }: CheckQuestionProps) {
  const t = useT();
  const response = state?.response ?? [];
  return (
    <section className="check-question" id={checkAnchor(item.id)}>
      <p className="check-question__label">{t("assessment.check.label")}</p>
      <form
        method="post"
        id={formId(item.id)}
        action={signedIn ? `${answerUrl}?${SIGNED_IN}=si` : answerUrl}
        autoComplete="off"
        data-once
      >
        <Kept by={version && !error ? ["check.options", version, ...response] : null}>
          {() => (
            <Interaction
              id={checkOptionsId(item.id)}
              item={item}
              name={responseField(item.id)}
              response={response}
              feedback={state?.feedback}
              error={error}
            />
          )}
        </Kept>
        {state && <CheckVerdict state={state} />}
        <Button kind={state ? "secondary" : "primary"}>
          {t(state ? "assessment.check.again" : "assessment.check.answer")}
        </Button>
      </form>
    </section>
  );
}

const formId = (item: string): string => `${checkAnchor(item)}-respuesta`;

function CheckVerdict({ state }: { state: CheckState }) {
  const { t, language, timeZone } = useRequest();
  const verdict = state.right ? "right" : state.score > 0 ? "partly" : "wrong";
  return (
    <div className={`check-question__verdict check-question__verdict--${verdict}`} role="status">
      <p className="govuk-body">
        <strong>{t(`assessment.check.${verdict}`)}</strong>
      </p>
      {state.general && (
        <p className="govuk-body">
          <Paragraphs text={state.general} />
        </p>
      )}
      {state.answeredAt && (
        <p className="saved">
          {t("assessment.saved", {
            time: formatTime(new Date(state.answeredAt), language, timeZone),
          })}
        </p>
      )}
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
