import { formatShare } from "#app/i18n/format.ts";
import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ChoiceField, ErrorSummary, SelectField, TextField } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { FEWEST_PAIRS, type MarkingRule } from "./agreement.ts";
import type { MarkedItem, MarkingRulesPage } from "./marking-rules.ts";

export interface MarkingRulesProps {
  page: MarkingRulesPage;
  state: FormState | null;
  saved: boolean;
}

/** How the exam of a course is marked, how far two people agree, and the form that changes it. */
export function MarkingRulesView({ page, state, saved }: MarkingRulesProps) {
  const t = useT();
  return (
    <>
      {saved && !state && <Notice title={t("grading.rules.saved")} kind="success" announce />}
      <a className="govuk-back-link" href={paths.markingQueue()}>
        {t("grading.queue.title")}
      </a>
      <ErrorSummary
        state={state}
        labels={{ tolerancia: t("grading.rules.tolerance"), dias: t("grading.rules.days") }}
      />
      <span className="govuk-caption-l">{page.courseTitle}</span>
      <h1 className="govuk-heading-l">{t("grading.rules.how")}</h1>
      <p className="govuk-body">{t("grading.rules.graders", { count: page.graders })}</p>
      <p className="govuk-body">
        {t("grading.rules.exam")} <Rule rule={page.rule} />
      </p>
      {page.items.map((item) => (
        <Item key={item.itemId} item={item} />
      ))}
      <RuleForm page={page} state={state} />
    </>
  );
}

function Rule({ rule }: { rule: MarkingRule }) {
  const { t, language } = useRequest();
  const values = {
    tolerance: formatShare(rule.tolerance, language),
    count: rule.patienceDays,
  };
  return (
    <>
      {t(rule.graders === 2 ? "grading.rules.double" : "grading.rules.single", values)}{" "}
      {t(rule.anonymous ? "grading.rules.anonymous" : "grading.rules.named")}
    </>
  );
}

function Item({ item }: { item: MarkedItem }) {
  const { t, language } = useRequest();
  const { n, exact, within, kappas } = item.agreement;
  return (
    <section aria-labelledby={`pregunta-${item.itemId}`}>
      <h2 className="govuk-heading-m" id={`pregunta-${item.itemId}`}>
        {item.title}
      </h2>
      <p className="govuk-body">
        {item.ownRule ? <Rule rule={item.rule} /> : t("grading.rules.as-exam")}
      </p>
      <p className="govuk-body">{t("grading.agreement.n", { count: n })}</p>
      {exact === null || within === null ? (
        n > 0 && (
          <p className="govuk-body">{t("grading.agreement.too-few", { count: FEWEST_PAIRS })}</p>
        )
      ) : (
        <>
          <p className="govuk-body">
            {t("grading.agreement.shares", {
              exact: formatShare(exact, language),
              within: formatShare(within, language),
            })}
          </p>
          <table className="govuk-table">
            <caption>{t("grading.agreement.kappa")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("grading.agreement.criterion")}</th>
                <th scope="col" className="numeric">
                  κ
                </th>
              </tr>
            </thead>
            <tbody>
              {kappas.map(({ criterion, text, kappa }) => (
                <tr key={criterion}>
                  <th scope="row">{text}</th>
                  <td className="numeric">
                    {kappa === null ? t("grading.agreement.same") : kappa.toFixed(2)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="govuk-hint">
            {t("grading.agreement.source")}{" "}
            <a href="https://doi.org/10.1037/h0026256">doi.org/10.1037/h0026256</a>
          </p>
        </>
      )}
    </section>
  );
}

function RuleForm({ page, state }: { page: MarkingRulesPage; state: FormState | null }) {
  const t = useT();
  const { rule } = page;
  const yesNo = [
    { value: "si", label: t("grading.rules.anonymous-yes") },
    { value: "no", label: t("grading.rules.anonymous-no") },
  ];
  const people = [
    { value: "1", label: t("grading.rules.one") },
    { value: "2", label: t("grading.rules.two"), hint: t("grading.rules.two-hint") },
  ];
  return (
    <form method="post" noValidate>
      <h2 className="govuk-heading-m">{t("grading.rules.change")}</h2>
      <SelectField
        name="pregunta"
        label={t("grading.rules.which")}
        state={state}
        value=""
        options={[
          { value: "", label: t("grading.rules.whole") },
          ...page.items.map(({ itemId, title }) => ({ value: itemId, label: title })),
        ]}
      />
      <ChoiceField
        name="personas"
        label={t("grading.rules.people")}
        state={state}
        value={String(rule.graders)}
        options={people}
      />
      <ChoiceField
        name="anonima"
        label={t("grading.rules.names")}
        state={state}
        value={rule.anonymous ? "si" : "no"}
        options={yesNo}
      />
      <TextField
        name="tolerancia"
        label={t("grading.rules.tolerance")}
        hint={t("grading.rules.tolerance-hint")}
        state={state}
        value={String(Math.round(rule.tolerance * 1000) / 10)}
        inputMode="decimal"
        width={5}
      />
      <TextField
        name="dias"
        label={t("grading.rules.days")}
        hint={t("grading.rules.days-hint")}
        state={state}
        value={String(rule.patienceDays)}
        inputMode="numeric"
        width={5}
      />
      <Button>{t("grading.rules.save")}</Button>
    </form>
  );
}
