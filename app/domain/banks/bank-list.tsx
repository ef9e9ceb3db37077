import { INTERACTIONS } from "#app/domain/assessment/item.ts";
import { DIFFICULTIES } from "#app/domain/courses/manifest.ts";
import { paths } from "#app/paths.ts";
import { Button, type Option, SelectField, TextField } from "#app/ui/form.tsx";
import { useT } from "#app/ui/request.tsx";
import { Tag } from "#app/ui/tag.tsx";
import {
  type BankRow,
  type BankSearch,
  ORIGINS,
  PAGE_SIZE,
  STATES,
  searchQuery,
  USES,
} from "./bank-search.ts";
import type { CellCount } from "./blueprint-cells.ts";

export interface CourseChoice {
  slug: string;
  title: string;
}

/** What the pages of a bank know of its course. */
export interface BankCourse extends CourseChoice {
  objectives: readonly { id: string; text: string }[];
  countries: readonly string[];
}

export interface BankListProps {
  courses: readonly CourseChoice[];
  course: BankCourse;
  search: BankSearch;
  rows: readonly BankRow[];
  total: number;
  cells: readonly CellCount[];
}

/** A course's questions: what is looked for, what is found, and whether the exam has enough. */
export function BankList(props: BankListProps) {
  const t = useT();
  const { course, search, total, cells } = props;
  const query = searchQuery(course.slug, search);
  return (
    <>
      <a className="govuk-back-link" href={paths.authoring()}>
        {t("courses.authoring.title")}
      </a>
      <h1 className="govuk-heading-xl">{t("banks.list.title")}</h1>
      <p className="govuk-body">
        {t("banks.list.of", { course: course.title })} <a href="#nueva">{t("banks.list.new")}</a>
        {" · "}
        <a href={paths.bankImports(course.slug)}>{t("banks.import.title")}</a>
        {" · "}
        <a href={paths.bankExport(query)}>{t("banks.export.title")}</a>
        {" · "}
        <a href={paths.bankDuplicates(course.slug)}>{t("banks.duplicates.title")}</a>
      </p>
      <SearchForm {...props} />
      <h2 className="govuk-heading-m">{t("banks.list.found", { count: total })}</h2>
      <Rows {...props} />
      <Pages {...props} />
      <NewForm course={course.slug} />
      {cells.length > 0 && <Cells cells={cells} course={course} />}
    </>
  );
}

function SearchForm({ courses, course, search }: BankListProps) {
  const t = useT();
  const any = { value: "", label: t("banks.list.any") };
  const select = (name: string, value: string | null, label: string, options: Option[]) => (
    <SelectField name={name} label={label} value={value ?? ""} options={[any, ...options]} />
  );
  const named = <Value extends string>(values: readonly Value[], label: (of: Value) => string) =>
    values.map((value) => ({ value, label: label(value) }));
  return (
    <form method="get" action={paths.bank()} className="search-row">
      {courses.length > 1 ? (
        <SelectField
          name="curso"
          label={t("banks.list.course")}
          value={course.slug}
          options={courses.map(({ slug, title }) => ({ value: slug, label: title }))}
        />
      ) : (
        <input type="hidden" name="curso" value={course.slug} />
      )}
      <TextField
        name="texto"
        type="search"
        label={t("banks.list.text")}
        hint={t("banks.list.text-hint")}
        value={search.text}
      />
      {select(
        "objetivo",
        search.objective,
        t("banks.field.objetivo"),
        course.objectives.map(({ id, text }) => ({ value: id, label: `${id}: ${text}` })),
      )}
      {select(
        "dificultad",
        search.difficulty,
        t("banks.field.dificultad"),
        named(DIFFICULTIES, (of) => t(`banks.difficulty.${of}`)),
      )}
      {select(
        "uso",
        search.use,
        t("banks.field.usos"),
        named(USES, (of) => t(`banks.use.${of}`)),
      )}
      {select(
        "tipo",
        search.interaction,
        t("banks.list.kind"),
        named(INTERACTIONS, (of) => t(`banks.kind.${of}`)),
      )}
      {select(
        "pais",
        search.country,
        t("banks.field.paises"),
        named(course.countries, (of) => of),
      )}
      {select(
        "estado",
        search.state,
        t("banks.list.state"),
        named(STATES, (of) => t(`banks.state.${of}`)),
      )}
      {select(
        "origen",
        search.origin,
        t("banks.list.origin"),
        named(ORIGINS, (of) => t(`banks.origin.${of}`)),
      )}
      <Button kind="secondary">{t("banks.list.search")}</Button>
    </form>
  );
}

function Rows({ rows, course }: BankListProps) {
  const t = useT();
  if (rows.length === 0) return <p className="govuk-body">{t("banks.list.none")}</p>;
  return (
    <table className="govuk-table table-stack">
      <caption className="govuk-visually-hidden">{t("banks.list.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("banks.list.question")}</th>
          <th scope="col">{t("banks.list.kind")}</th>
          <th scope="col">{t("banks.field.objetivo")}</th>
          <th scope="col">{t("banks.field.usos")}</th>
          <th scope="col">{t("banks.list.state")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <a href={paths.bankItem(course.slug, row.id)}>{firstOf(row.prompt)}</a>
              <div className="govuk-hint">
                {row.title === "" ? row.id : `${row.id} · ${row.title}`}
              </div>
            </th>
            <td data-label={t("banks.list.kind")}>{t(`banks.kind.${row.interaction}`)}</td>
            <td data-label={t("banks.field.objetivo")}>
              {row.objective ?? "–"}, {t(`banks.difficulty.${row.difficulty as "media"}`)}
            </td>
            <td data-label={t("banks.field.usos")}>
              {row.uses.map((use) => t(`banks.use.${use as "exam"}`)).join(", ")}
              {row.countries.length > 0 && ` (${row.countries.join(", ")})`}
            </td>
            <td data-label={t("banks.list.state")}>
              {row.retired ? (
                <Tag tone="warning">{t("banks.state.retired")}</Tag>
              ) : (
                t(`banks.origin.${row.origin}`)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Letters of a question that a list shows. */
const SHOWN = 140;

export const firstOf = (text: string): string =>
  text.length > SHOWN
    ? `${text.slice(0, SHOWN).replaceAll("\n", " ")}…`
    : text.replaceAll("\n", " ");

function Pages({ course, search, total }: BankListProps) {
  const t = useT();
  const last = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const href = (page: number) => paths.bankSearch(searchQuery(course.slug, { ...search, page }));
  if (last === 1) return null;
  return (
    <nav className="pages" aria-label={t("banks.list.pages")}>
      {search.page > 1 && (
        <a className="govuk-link" href={href(search.page - 1)}>
          {t("people.people.previous")}
        </a>
      )}{" "}
      {t("banks.list.page", { page: search.page, last })}{" "}
      {search.page < last && (
        <a className="govuk-link" href={href(search.page + 1)}>
          {t("people.people.next")}
        </a>
      )}
    </nav>
  );
}

function NewForm({ course }: { course: string }) {
  const t = useT();
  return (
    <section aria-labelledby="nueva">
      <h2 className="govuk-heading-m" id="nueva">
        {t("banks.list.new")}
      </h2>
      <ul className="govuk-list">
        {INTERACTIONS.map((kind) => (
          <li key={kind}>
            <a href={paths.newBankItem(course, kind)}>{t(`banks.kind.${kind}`)}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Cells({ cells, course }: { cells: readonly CellCount[]; course: BankCourse }) {
  const t = useT();
  const textOf = (id: string) => course.objectives.find((each) => each.id === id)?.text ?? id;
  return (
    <section>
      <h2 className="govuk-heading-m">{t("banks.cells.title")}</h2>
      <p className="govuk-body">{t("banks.cells.why")}</p>
      <table className="govuk-table table-stack">
        <caption className="govuk-visually-hidden">{t("banks.cells.title")}</caption>
        <thead>
          <tr>
            {(["objective", "difficulty", "drawn", "found", "wanted"] as const).map((column) => (
              <th key={column} scope="col">
                {t(`banks.cells.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cells.map(({ objective, difficulty, drawn, found, wanted }) => (
            <tr key={`${objective} ${difficulty}`}>
              <th scope="row">
                {objective}: {textOf(objective)}
              </th>
              <td data-label={t("banks.cells.difficulty")}>
                {difficulty ? t(`banks.difficulty.${difficulty as "media"}`) : t("banks.list.any")}
              </td>
              <td data-label={t("banks.cells.drawn")}>{drawn}</td>
              <td data-label={t("banks.cells.found")}>
                {found} {found < wanted && <Tag tone="warning">{t("banks.cells.few")}</Tag>}
              </td>
              <td data-label={t("banks.cells.wanted")}>{wanted}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
