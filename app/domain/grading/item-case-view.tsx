import type { ReactNode } from "react";
import { partText } from "#app/domain/assessment/item-key.ts";
import { ItemShown, useKeyWords } from "#app/domain/assessment/item-shown.tsx";
import { formatDate } from "#app/i18n/format.ts";
import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ChoiceField, ErrorSummary, TextArea, TextField } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { APPEAL_LENGTH } from "./appeal.ts";
import type { ItemCase } from "./appeals-page.ts";
import { CHANGES } from "./ruling-form.ts";
import type { WholePreview } from "./ruling-preview.ts";

export interface ItemCaseProps {
  item: ItemCase;
  state: FormState | null;
  /** What the ruling that was asked about would do. */
  preview: WholePreview | null;
}

/** An item with its key, what was answered and what was said of it, and the forms that decide. */
export function ItemCaseView({ item, state, preview }: ItemCaseProps) {
  const t = useT();
  return (
    <>
      <a className="govuk-back-link" href={paths.appeals()}>
        {t("grading.appeals.title")}
      </a>
      <ErrorSummary
        state={state}
        labels={{ motivo: t("grading.case.reason"), respuesta: t("grading.case.answer") }}
      />
      <span className="govuk-caption-l">
        {item.courseTitle}: {item.item.title}
      </span>
      <h1 className="govuk-heading-l">{t("grading.case.title")}</h1>
      {item.inForce && (
        <Notice title={t(`grading.ruling.kind.${item.inForce.kind}`)}>
          <p>
            <a href={paths.ruling(item.inForce.id)}>{t("grading.case.in-force")}</a>
          </p>
        </Notice>
      )}
      <ItemShown item={item.item} />
      <Counts item={item} />
      <Source item={item} />
      <Appeals item={item} state={state} />
      <Ruling item={item} state={state} preview={preview} />
    </>
  );
}

function Counts({ item }: { item: ItemCase }) {
  const t = useT();
  const words = useKeyWords();
  return (
    <table className="govuk-table">
      <caption>{t("grading.case.counts", { count: item.asked, blank: item.blank })}</caption>
      <thead>
        <tr>
          <th scope="col">{t("grading.case.response")}</th>
          <th scope="col" className="numeric">
            {t("grading.case.times")}
          </th>
        </tr>
      </thead>
      <tbody>
        {item.counts.map(({ part, count, right }) => (
          <tr key={part}>
            <th scope="row">
              {partText(item.item, part, words)}
              {right && ` (${t("grading.case.right")})`}
            </th>
            <td className="numeric">{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Source({ item }: { item: ItemCase }) {
  const t = useT();
  const facts: [string, string | null][] = [
    [t("grading.case.id"), item.itemId],
    [t("grading.case.objective"), item.item.objective],
    [t("grading.case.author"), item.item.author ?? null],
    [t("grading.case.license"), item.item.license ?? null],
  ];
  return (
    <dl className="govuk-summary-list">
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name} className="govuk-summary-list__row">
              <dt className="govuk-summary-list__key">{name}</dt>
              <dd className="govuk-summary-list__value">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Appeals({ item, state }: { item: ItemCase; state: FormState | null }) {
  const { t, language, timeZone } = useRequest();
  if (item.appeals.length === 0)
    return <p className="govuk-body">{t("grading.case.no-appeals")}</p>;
  return (
    <section aria-labelledby="reclamos">
      <h2 className="govuk-heading-m" id="reclamos">
        {t("grading.appeals.waiting", { count: item.appeals.length })}
      </h2>
      <ul className="held">
        {item.appeals.map(({ id, reason, filedAt }) => (
          <li key={id} className="card">
            <p className="govuk-hint">{formatDate(new Date(filedAt), language, timeZone)}</p>
            <p className="govuk-body report__text">{reason}</p>
          </li>
        ))}
      </ul>
      <CaseForm item={item} title={t("grading.case.reject")}>
        {item.appeals.map(({ id }) => (
          <input key={id} type="hidden" name="reclamos[]" value={id} />
        ))}
        <TextArea
          name="respuesta"
          label={t("grading.case.answer")}
          hint={t("grading.case.answer-hint")}
          state={state}
          maxLength={APPEAL_LENGTH}
        />
        <Button kind="secondary" name="hacer" value="rechazar">
          {t("grading.case.reject-button")}
        </Button>
      </CaseForm>
    </section>
  );
}

function Ruling({ item, state, preview }: ItemCaseProps) {
  const t = useT();
  const changes = item.rekey ? CHANGES[item.rekey] : (["anular"] as const);
  const words = useKeyWords();
  const choices = item.item.choices.map(({ id }) => {
    return { value: id, label: partText(item.item, id, words) };
  });
  return (
    <CaseForm item={item} title={t("grading.case.rule")}>
      <p className="govuk-body">{t("grading.case.rule-why")}</p>
      <ChoiceField
        name="cambio"
        label={t("grading.case.change")}
        state={state}
        value="anular"
        options={changes.map((value) => ({ value, label: t(`grading.case.changes.${value}`) }))}
      />
      {item.rekey === "choice" && (
        <ChoiceField
          name="opcion"
          label={t("grading.case.choice")}
          state={state}
          options={choices}
        />
      )}
      {item.rekey === "choices" && (
        <ChoiceField
          name="opciones[]"
          label={t("grading.case.choices")}
          state={state}
          options={choices}
          several
        />
      )}
      {item.rekey === "typed" && (
        <TextField name="texto" label={t("grading.case.text")} state={state} />
      )}
      <TextArea
        name="motivo"
        label={t("grading.case.reason")}
        hint={t("grading.case.reason-hint")}
        state={state}
        maxLength={APPEAL_LENGTH}
      />
      {preview && <Preview preview={preview} />}
      <div className="govuk-button-group">
        <Button kind={preview ? "secondary" : "primary"} name="hacer" value="ver">
          {t("grading.case.preview")}
        </Button>
        {preview && (
          <Button kind="warning" name="hacer" value="confirmar">
            {t("grading.case.confirm")}
          </Button>
        )}
      </div>
    </CaseForm>
  );
}

function Preview({ preview }: { preview: WholePreview }) {
  const t = useT();
  const { attempts, changed, newlyPassing, below } = preview;
  return (
    <Notice title={t("grading.preview.title")} kind="warning" announce>
      <ul className="govuk-list govuk-list--bullet">
        <li>{t("grading.preview.attempts", { count: attempts })}</li>
        <li>{t("grading.preview.changed", { count: changed })}</li>
        <li>{t("grading.preview.newly", { count: newlyPassing })}</li>
        <li>{t("grading.preview.below", { count: below })}</li>
      </ul>
      {!preview.stillDrawn && (
        <p>
          <strong>{t("grading.preview.no-exam")}</strong>
        </p>
      )}
      <p>{t("grading.preview.nothing-yet")}</p>
    </Notice>
  );
}

function CaseForm({
  item,
  title,
  children,
}: {
  item: ItemCase;
  title: string;
  children: ReactNode;
}) {
  return (
    <form method="post" noValidate>
      <h2 className="govuk-heading-m">{title}</h2>
      <input type="hidden" name="version" value={item.hash} />
      {children}
    </form>
  );
}
