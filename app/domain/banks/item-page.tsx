import { ItemShown } from "#app/domain/assessment/item-shown.tsx";
import { formatMoment } from "#app/i18n/format.ts";
import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, TextArea } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { ItemPage, ItemVersion } from "./item-page.ts";

/** A question with its key, its history, and what may be done with it. */
export function ItemPageView({ page, state }: { page: ItemPage; state: FormState | null }) {
  const { t, language, timeZone } = useRequest();
  const { courseSlug, item, origin, retirement, versions } = page;
  return (
    <>
      <ErrorSummary state={state} labels={{ motivo: t("banks.retire.reason") }} />
      <a className="govuk-back-link" href={paths.bank(courseSlug)}>
        {t("banks.list.title")}
      </a>
      <h1 className="govuk-heading-l">{item.title || item.id}</h1>
      {retirement && (
        <Notice title={t("banks.retire.retired")} kind="warning">
          <p>
            {t("banks.retire.by", {
              who: retirement.by ?? "–",
              when: formatMoment(new Date(retirement.at), language, timeZone),
            })}{" "}
            {retirement.reason}
          </p>
        </Notice>
      )}
      {origin === "content" && <p className="govuk-inset-text">{t("banks.item.of-content")}</p>}
      <ItemShown item={item} />
      <Facts page={page} />
      <div className="govuk-button-group">
        {origin === "authored" && (
          <a className="govuk-button" href={paths.bankItemEdit(courseSlug, item.id)}>
            {t("banks.edit.title")}
          </a>
        )}
        <form method="post">
          <Button kind="secondary" name="hacer" value="copiar">
            {t("banks.item.copy")}
          </Button>
        </form>
      </div>
      <p className="govuk-body">
        <a
          className="govuk-link"
          href={paths.bankExport(`curso=${courseSlug}&texto=${encodeURIComponent(item.id)}`)}
        >
          {t("banks.export.title")}
        </a>
      </p>
      <History versions={versions} />
      {retirement ? <RestoreForm /> : <RetireForm state={state} />}
    </>
  );
}

function Facts({ page: { item, origin } }: { page: ItemPage }) {
  const t = useT();
  const rules = [
    item.response.caseSensitive && t("banks.rule.mayusculas"),
    item.response.accentSensitive && t("banks.rule.tildes"),
    item.response.whole && t("banks.rule.completa"),
  ].filter(Boolean);
  const facts = [
    [t("banks.item.id"), item.id],
    [t("banks.list.kind"), t(`banks.kind.${item.interaction}`)],
    [t("banks.field.objetivo"), item.objective ?? "–"],
    [t("banks.field.dificultad"), t(`banks.difficulty.${item.difficulty}`)],
    [t("banks.field.usos"), item.uses.map((use) => t(`banks.use.${use}`)).join(", ")],
    [t("banks.field.paises"), item.countries.join(", ") || t("banks.item.every-country")],
    [t("banks.field.autor"), item.author ?? "–"],
    [t("banks.field.licencia"), item.license ?? t("banks.item.course-license")],
    [t("banks.field.etiquetas"), (item.tags ?? []).join(", ") || "–"],
    [t("banks.list.origin"), t(`banks.origin.${origin}`)],
    ...(rules.length > 0 ? [[t("banks.field.reglas"), rules.join(" ")]] : []),
  ];
  return (
    <dl className="govuk-summary-list">
      {facts.map(([name, value]) => (
        <div key={name} className="govuk-summary-list__row">
          <dt className="govuk-summary-list__key">{name}</dt>
          <dd className="govuk-summary-list__value">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function History({ versions }: { versions: readonly ItemVersion[] }) {
  const { t, language, timeZone } = useRequest();
  return (
    <section>
      <h2 className="govuk-heading-m">{t("banks.history.title")}</h2>
      <p className="govuk-body">{t("banks.history.why")}</p>
      <ol className="govuk-list" reversed>
        {versions.map((version, index) => (
          <li key={version.at + version.edition} className="card">
            <p className="govuk-body">
              {formatMoment(new Date(version.at), language, timeZone)}
              {version.edition !== null &&
                `, ${t("banks.history.edition", { number: version.edition })}`}
              {version.by && `, ${version.by}`}
              {version.importId && version.fileName && (
                <>
                  {", "}
                  <a href={paths.bankImport(version.importId)}>{version.fileName}</a>
                </>
              )}{" "}
              {index === 0 && <Tag>{t("banks.history.now")}</Tag>}
            </p>
            {version.note && <p className="govuk-hint">{version.note}</p>}
            {version.changes.map(({ part, before, after }) => (
              <p key={part} className="govuk-body-s">
                {t(`banks.part.${part}`)}
                {before !== null && after !== null && (
                  <>
                    : <del>{before || "–"}</del> → <ins>{after || "–"}</ins>
                  </>
                )}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}

function RetireForm({ state }: { state: FormState | null }) {
  const t = useT();
  return (
    <form method="post">
      <h2 className="govuk-heading-m">{t("banks.retire.title")}</h2>
      <p className="govuk-body">{t("banks.retire.what")}</p>
      <TextArea name="motivo" label={t("banks.retire.reason")} state={state} maxLength={500} />
      <Button kind="warning" name="hacer" value="retirar">
        {t("banks.retire.button")}
      </Button>
    </form>
  );
}

function RestoreForm() {
  const t = useT();
  return (
    <form method="post">
      <h2 className="govuk-heading-m">{t("banks.retire.restore-title")}</h2>
      <Button kind="secondary" name="hacer" value="restaurar">
        {t("banks.retire.restore")}
      </Button>
    </form>
  );
}
