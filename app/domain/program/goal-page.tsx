import { formatDate, formatNumber, formatShare } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { useRequest, useT } from "#app/ui/request.tsx";
import { ProgressChart } from "./chart.tsx";
import type { PublishedGoal } from "./figures.ts";
import { CourseTable, MonthTable, PlaceTable } from "./goal-tables.tsx";

/** How far the programme is from its goal: in a number, in words, in a chart and in tables. */
export function GoalPage({ goal }: { goal: PublishedGoal | null }) {
  const t = useT();
  if (!goal) {
    return (
      <>
        <h1 className="govuk-heading-xl">{t("program.goal.title")}</h1>
        <p className="govuk-body-l">{t("program.goal.unnamed")}</p>
      </>
    );
  }
  return (
    <>
      <p className="goal__program">{goal.program.name}</p>
      <h1 className="govuk-heading-xl">{t("program.goal.title")}</h1>
      <GoalHeadline goal={goal} />
      <section>
        <h2 className="govuk-heading-l">{t("program.goal.chart")}</h2>
        <ProgressChart months={goal.months} />
        <MonthTable months={goal.months} />
      </section>
      <Places goal={goal} />
      <p className="govuk-inset-text">{t("program.goal.hidden-why")}</p>
      <section>
        <h2 className="govuk-heading-l">{t("program.goal.who")}</h2>
        <p className="govuk-body">{t("program.goal.who-text")}</p>
        <CourseTable courses={goal.courses} />
      </section>
      <section className="no-print">
        <h2 className="govuk-heading-l">{t("program.goal.data")}</h2>
        <ul className="govuk-list goal__downloads">
          <li>
            <a href={paths.goalCsv()}>{t("program.goal.csv")}</a>
          </li>
          <li>
            <a href={paths.goalJson()}>{t("program.goal.json")}</a>
          </li>
          <li>
            <a href={paths.openData()}>{t("program.goal.explained")}</a>
          </li>
        </ul>
      </section>
    </>
  );
}

/** The number, its bar and what it means. */
export function GoalHeadline({ goal }: { goal: PublishedGoal }) {
  const { t, language } = useRequest();
  const { program, certified, pace } = goal;
  const number = (value: number) => formatNumber(value, language);
  const day = (date: string) => formatDate(new Date(`${date}T12:00:00Z`), language, "UTC");
  return (
    <div className="goal">
      <p className="goal__number">
        <strong className="figure-large">{number(certified)}</strong>{" "}
        <span className="goal__unit">{t("program.goal.people", { count: certified })}</span>{" "}
        <span className="goal__of">
          {t("program.goal.of", {
            goal: number(program.goal),
            years: program.years,
            date: day(pace.endsOn),
          })}
        </span>
      </p>
      <progress className="progress" max={program.goal} value={Math.min(certified, program.goal)}>
        {t("program.goal.bar", { share: formatShare(pace.share, language) })}
      </progress>
      <p className="govuk-body-l">
        {t(`program.goal.pace.${pace.state}`, {
          start: day(program.startsOn),
          expected: number(pace.expected),
          difference: number(Math.abs(pace.difference)),
        })}{" "}
        {pace.neededPerMonth !== null &&
          t("program.goal.needed", { count: number(pace.neededPerMonth) })}{" "}
        {pace.neededPerMonth !== null &&
          t("program.goal.needed-even", { count: number(Math.round(pace.evenPerMonth)) })}
      </p>
    </div>
  );
}

function Places({ goal }: { goal: PublishedGoal }) {
  const t = useT();
  const { countries, divisions, municipalities } = goal;
  return (
    <>
      <section>
        <h2 className="govuk-heading-l">{t("program.goal.countries")}</h2>
        <PlaceTable caption={t("program.goal.countries")} rows={countries} plain />
      </section>
      <section>
        <h2 className="govuk-heading-l">{t("program.goal.divisions")}</h2>
        {countries.map((country) => (
          <PlaceTable
            key={country.code}
            caption={country.name}
            rows={divisions.filter(({ parent }) => parent === country.code)}
            withheld={!country.detailed}
          />
        ))}
      </section>
      <section>
        <h2 className="govuk-heading-l">{t("program.goal.municipalities")}</h2>
        {municipalities.length === 0 ? (
          <p className="govuk-body">{t("program.goal.no-municipalities")}</p>
        ) : (
          countries.map((country) => (
            <PlaceTable
              key={country.code}
              caption={country.name}
              rows={municipalities.filter(({ code }) => code.startsWith(`${country.code}-`))}
              folded
              of={divisions}
            />
          ))
        )}
      </section>
    </>
  );
}
