import type { ReactNode } from "react";
import type { FormState } from "#app/i18n/problem.ts";
import { useT } from "./request.tsx";

export interface FieldProps {
  name: string;
  label: string;
  hint?: ReactNode;
  state?: FormState | null;
  /** Value before anybody typed. */
  value?: string;
  optional?: boolean;
}

/**
 * The errors of a form, first on the page, each a link to its field. Nothing when there are none.
 * `labels` names the fields (by their name) whose sentence does not: "Correo: complete este dato."
 */
export function ErrorSummary({
  state,
  labels = {},
}: {
  state?: FormState | null;
  labels?: Record<string, string>;
}) {
  const t = useT();
  const problems = Object.entries(state?.problems ?? {});
  if (problems.length === 0) return null;
  return (
    <div className="govuk-error-summary" role="alert" tabIndex={-1}>
      <h2 className="govuk-error-summary__title">{t("ui.errors.summary")}</h2>
      <ul className="govuk-list govuk-error-summary__list">
        {problems.map(([name, { key, values }]) => {
          const sentence = named(labels[name], key, t(key, values));
          return (
            <li key={name}>{name ? <a href={`#${fieldId(name)}`}>{sentence}</a> : sentence}</li>
          );
        })}
      </ul>
    </div>
  );
}

export interface TextFieldProps extends FieldProps {
  type?: "text" | "email" | "password" | "search" | "date" | "datetime-local" | "number";
  autoComplete?: string;
  inputMode?: "text" | "email" | "numeric" | "decimal";
  spellCheck?: boolean;
  width?: 4 | 5 | 10 | 20;
  maxLength?: number;
}

export function TextField(props: TextFieldProps) {
  const {
    name,
    type = "text",
    state,
    value,
    width,
    autoComplete,
    inputMode,
    spellCheck,
    maxLength,
  } = props;
  const error = state?.problems[name];
  return (
    <Group {...props}>
      <input
        className={`govuk-input${width ? ` govuk-input--width-${width}` : ""}${error ? " govuk-input--error" : ""}`}
        id={fieldId(name)}
        name={name}
        type={type}
        autoComplete={autoComplete}
        inputMode={inputMode}
        spellCheck={spellCheck}
        maxLength={maxLength}
        defaultValue={typed(state, name) ?? value}
        {...describedBy(props)}
      />
    </Group>
  );
}

export function TextArea(props: FieldProps & { rows?: number; maxLength?: number }) {
  const { name, state, value, rows = 4, maxLength } = props;
  return (
    <Group {...props}>
      <textarea
        className={`govuk-textarea${state?.problems[name] ? " govuk-textarea--error" : ""}`}
        id={fieldId(name)}
        name={name}
        rows={rows}
        maxLength={maxLength}
        defaultValue={typed(state, name) ?? value}
        {...describedBy(props)}
      />
    </Group>
  );
}

/** A file of the reader's; its form is posted as `multipart/form-data`. `accept` as in HTML. */
export function FileField(props: FieldProps & { accept?: string }) {
  const { name, state, accept } = props;
  return (
    <Group {...props}>
      <input
        className={`govuk-file-upload${state?.problems[name] ? " govuk-file-upload--error" : ""}`}
        id={fieldId(name)}
        name={name}
        type="file"
        accept={accept}
        {...describedBy(props)}
      />
    </Group>
  );
}

export interface Option {
  value: string;
  label: string;
  hint?: string;
}

export function SelectField(
  props: FieldProps & { options: (Option | { label: string; options: Option[] })[] },
) {
  const { name, state, value, options } = props;
  return (
    <Group {...props}>
      <select
        className={`govuk-select${state?.problems[name] ? " govuk-select--error" : ""}`}
        id={fieldId(name)}
        name={name}
        defaultValue={typed(state, name) ?? value}
        {...describedBy(props)}
      >
        {options.map((option) =>
          "options" in option ? (
            <optgroup key={option.label} label={option.label}>
              {option.options.map((inner) => (
                <option key={inner.value} value={inner.value}>
                  {inner.label}
                </option>
              ))}
            </optgroup>
          ) : (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ),
        )}
      </select>
    </Group>
  );
}

/** Radios, or checkboxes when several may be chosen (their name ends in `[]`). */
export function ChoiceField(
  props: FieldProps & { options: Option[]; several?: boolean; small?: boolean },
) {
  const t = useT();
  const { name, label, hint, state, value, options, several, small } = props;
  const kind = several ? "checkboxes" : "radios";
  const error = state?.problems[name];
  const chosen = state?.values[name] ?? value;
  return (
    <div className={`govuk-form-group${error ? " govuk-form-group--error" : ""}`}>
      <fieldset className="govuk-fieldset" {...describedBy(props)}>
        <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">{label}</legend>
        {hint && (
          <div id={`${fieldId(name)}-ayuda`} className="govuk-hint">
            {hint}
          </div>
        )}
        {error && <ErrorMessage name={name} message={t(error.key, error.values)} />}
        <div className={`govuk-${kind}${small ? ` govuk-${kind}--small` : ""}`}>
          {options.map((option, index) => (
            <div key={option.value} className={`govuk-${kind}__item`}>
              <input
                className={`govuk-${kind}__input`}
                id={index === 0 ? fieldId(name) : `${fieldId(name)}-${index}`}
                name={name}
                type={several ? "checkbox" : "radio"}
                value={option.value}
                defaultChecked={
                  Array.isArray(chosen) ? chosen.includes(option.value) : chosen === option.value
                }
              />
              <label
                className={`govuk-label govuk-${kind}__label`}
                htmlFor={index === 0 ? fieldId(name) : `${fieldId(name)}-${index}`}
              >
                {option.label}
              </label>
              {option.hint && <div className={`govuk-hint govuk-${kind}__hint`}>{option.hint}</div>}
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  );
}

export function Button({
  children,
  kind = "primary",
  name,
  value,
  next,
}: {
  children: ReactNode;
  kind?: "primary" | "secondary" | "warning";
  name?: string;
  value?: string;
  /** Page after this one, for the learner pages' script, which may have saved the form by then. */
  next?: string;
}) {
  const variant = kind === "primary" ? "" : ` govuk-button--${kind}`;
  return (
    <button
      type="submit"
      className={`govuk-button${variant}`}
      name={name}
      value={value}
      data-next={next}
    >
      {children}
    </button>
  );
}

function Group({
  name,
  label,
  hint,
  state,
  optional,
  children,
}: FieldProps & { children: ReactNode }) {
  const t = useT();
  const error = state?.problems[name];
  return (
    <div className={`govuk-form-group${error ? " govuk-form-group--error" : ""}`}>
      <label className="govuk-label" htmlFor={fieldId(name)}>
        {label}
        {optional && ` ${t("ui.form.optional")}`}
      </label>
      {hint && (
        <div id={`${fieldId(name)}-ayuda`} className="govuk-hint">
          {hint}
        </div>
      )}
      {error && <ErrorMessage name={name} message={t(error.key, error.values)} />}
      {children}
    </div>
  );
}

function ErrorMessage({ name, message }: { name: string; message: string }) {
  return (
    <p id={`${fieldId(name)}-error`} className="govuk-error-message">
      {message}
    </p>
  );
}

function describedBy({ name, hint, state }: FieldProps) {
  const ids = [
    hint && `${fieldId(name)}-ayuda`,
    state?.problems[name] && `${fieldId(name)}-error`,
  ].filter(Boolean);
  return {
    "aria-describedby": ids.length > 0 ? ids.join(" ") : undefined,
    "aria-invalid": state?.problems[name] ? (true as const) : undefined,
  };
}

function typed(state: FormState | null | undefined, name: string): string | undefined {
  const value = state?.values[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Sentences of `ui.form` say what to do and not where. */
function named(label: string | undefined, key: string, sentence: string): string {
  if (!label || !key.startsWith("ui.form.")) return sentence;
  return `${label}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

const fieldId = (name: string) => `campo-${name.replace("[]", "")}`;
