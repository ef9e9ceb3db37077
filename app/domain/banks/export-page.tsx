import { paths } from "#app/paths.ts";
import { Button, SelectField } from "#app/ui/form.tsx";
import { useT } from "#app/ui/request.tsx";
import type { BankCourse } from "./bank-list.tsx";
import { FORMATS, type FormatName, type ItemLoss } from "./formats.ts";

export interface ExportPageProps {
  course: BankCourse;
  format: FormatName;
  /** Fields of the search that chooses the questions, to be sent along. */
  search: [string, string][];
  query: string;
  total: number;
  /** Questions that go into the file. */
  written: number;
  losses: readonly ItemLoss[];
  /** How many lose something, of which `losses` has the first. */
  losing: number;
}

/** The format is chosen, what it cannot carry is told, and then the file can be had. */
export function ExportPage(props: ExportPageProps) {
  const t = useT();
  const { course, format, search, query, total, written, losses, losing } = props;
  return (
    <>
      <a className="govuk-back-link" href={paths.bank(course.slug)}>
        {t("banks.list.title")}
      </a>
      <h1 className="govuk-heading-xl">{t("banks.export.title")}</h1>
      <form method="get">
        {search.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SelectField
          name="formato"
          label={t("banks.export.format")}
          value={format}
          options={FORMATS.map((value) => ({ value, label: t(`banks.format.${value}`) }))}
        />
        <Button kind="secondary">{t("banks.export.see")}</Button>
      </form>
      <p className="govuk-body">
        {t("banks.export.chosen", { course: course.title, count: total })}
      </p>
      {losing > 0 ? (
        <section>
          <h2 className="govuk-heading-m">
            {t("banks.export.losses", { count: losing, format: t(`banks.format.${format}`) })}
          </h2>
          <dl className="govuk-summary-list">
            {losses.map(({ id, title, lost }) => (
              <div key={id} className="govuk-summary-list__row">
                <dt className="govuk-summary-list__key">
                  <a href={paths.bankItem(course.slug, id)}>{title.slice(0, 80)}</a>
                </dt>
                <dd className="govuk-summary-list__value">
                  {lost.map((what) => t(`banks.lost.${what}`)).join(". ")}
                </dd>
              </div>
            ))}
          </dl>
          {losses.length < losing && (
            <p className="govuk-body">
              {t("banks.export.more", { count: losing - losses.length })}
            </p>
          )}
        </section>
      ) : (
        <p className="govuk-body">{t("banks.export.whole")}</p>
      )}
      {written > 0 && (
        <p className="govuk-body">
          <a className="govuk-button" href={paths.bankExportFile(query)}>
            {t("banks.export.download", { count: written })}
          </a>
        </p>
      )}
    </>
  );
}
