import type { ReactNode } from "react";
import type { ItemResponse } from "../item.ts";
import type { QuestionView, SentFile } from "../item-view.ts";

/** What a question's view gets: the question, the answer kept, and where its parts go. */
export interface InteractionViewProps {
  item: QuestionView;
  response: ItemResponse;
  /** Id of the question; its parts' ids begin with it. */
  id: string;
  /** Why each choice, source or gap is right or wrong, as far as it may be told; or of the `entry`. */
  feedback?: Record<string, string>;
  /** The files that the person sent for it, whether its answer still has them or not. */
  sent?: SentFile[];
  /** What is wrong with the answer sent. */
  error?: string;
}

/** The part of a question that has one field and no name of its own. */
export const ENTRY = "entry";

/** Id of the field of a choice, source or gap. */
export const partId = (id: string, part: string): string => `${id}-${part}`;

interface FrameProps extends Pick<InteractionViewProps, "id" | "error"> {
  prompt: string;
  /** What tells what to do: "Marque todas las que correspondan". */
  hint?: ReactNode;
  children: ReactNode;
}

/** A question of several fields: what it asks is the name of their group. */
export function QuestionGroup({ id, prompt, hint, error, children }: FrameProps) {
  return (
    <div className={groupClass(error)}>
      <fieldset className="govuk-fieldset" id={id} aria-describedby={described(id, hint, error)}>
        <legend className="govuk-fieldset__legend question__prompt">
          <Paragraphs text={prompt} />
        </legend>
        <HintAndError {...{ id, hint, error }} />
        {children}
      </fieldset>
    </div>
  );
}

/** A question of one field, which is given `fieldProps`: what it asks is the field's name. */
export function QuestionField({
  id,
  prompt,
  hint,
  error,
  why,
  children,
}: Omit<FrameProps, "children"> & {
  why?: string;
  children: (fieldProps: { id: string; "aria-describedby"?: string }) => ReactNode;
}) {
  const fieldId = partId(id, ENTRY);
  const describedBy = [described(id, hint, error), why && whyId(fieldId)].filter(Boolean).join(" ");
  return (
    <div className={groupClass(error)} id={id}>
      <label className="govuk-label question__prompt" htmlFor={fieldId}>
        <Paragraphs text={prompt} />
      </label>
      <HintAndError {...{ id, hint, error }} />
      {children({ id: fieldId, "aria-describedby": describedBy || undefined })}
      <Why of={fieldId} text={why} />
    </div>
  );
}

/** Why a part is right or wrong, beside it; the part's field is described by it (`whyId`). */
export function Why({
  of,
  text,
  className = "",
}: {
  of: string;
  text?: string;
  className?: string;
}) {
  if (!text) return null;
  return (
    <div id={whyId(of)} className={`govuk-hint ${className} question__feedback`}>
      <Paragraphs text={text} />
    </div>
  );
}

export const whyId = (fieldId: string): string => `${fieldId}-porque`;

/** Lines apart, where only phrasing content may stand. */
export function Paragraphs({ text }: { text: string }) {
  return text.split("\n").map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of a fixed text
    <span key={index}>
      {index > 0 && <br />}
      {line}
    </span>
  ));
}

function HintAndError({ id, hint, error }: Pick<FrameProps, "id" | "hint" | "error">) {
  return (
    <>
      {hint && (
        <div id={`${id}-ayuda`} className="govuk-hint">
          {hint}
        </div>
      )}
      {error && (
        <p id={`${id}-error`} className="govuk-error-message">
          {error}
        </p>
      )}
    </>
  );
}

const groupClass = (error?: string) => `govuk-form-group${error ? " govuk-form-group--error" : ""}`;

function described(id: string, hint: ReactNode, error?: string): string | undefined {
  return [hint && `${id}-ayuda`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
}
