import type { ReactNode } from "react";
import { paths } from "#app/paths.ts";
import { Mark } from "#app/ui/mark.tsx";
import { useT } from "#app/ui/request.tsx";
import type { PublishedGoal } from "./figures.ts";
import { GoalHeadline } from "./goal-page.tsx";

export interface HomeProps {
  courses: { slug: string; title: string; summary: string }[];
  goal: PublishedGoal | null;
  signedIn: boolean;
  /** The box where a certificate is checked. */
  verify: ReactNode;
}

/** What Cabildo is, what can be learned, how far the programme is, and where to check a certificate. */
export function Home({ courses, goal, signedIn, verify }: HomeProps) {
  const t = useT();
  return (
    <div className="home">
      <section className="home__lead">
        <h1 className="govuk-heading-xl">{t("program.home.title")}</h1>
        <p className="govuk-body-l">{t("program.home.lead")}</p>
        <p className="home__doors">
          {!signedIn && (
            <a className="govuk-button" href={paths.register()}>
              {t("program.home.start")}
            </a>
          )}{" "}
          <a href={signedIn ? paths.mine() : paths.courses()}>
            {t(signedIn ? "ui.nav.mine" : "program.home.look")}
          </a>
        </p>
        <Mark size={230} />
      </section>
      <section>
        <h2 className="govuk-heading-l">{t("program.home.courses")}</h2>
        {courses.length === 0 && <p className="govuk-body">{t("program.home.no-courses")}</p>}
        <ul className="cards">
          {courses.map(({ slug, title, summary }) => (
            <li key={slug} className="card">
              <h3 className="card__title">
                <a className="card__link" href={paths.course(slug)}>
                  {title}
                </a>
              </h3>
              <p className="govuk-body">{summary}</p>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2 className="govuk-heading-l">{t("program.home.how")}</h2>
        <ol className="home__how">
          {([1, 2, 3] as const).map((step) => (
            <li key={step}>{t(`program.home.how-${step}`)}</li>
          ))}
        </ol>
      </section>
      {goal && (
        <section>
          <h2 className="govuk-heading-l">{t("program.home.goal")}</h2>
          <GoalHeadline goal={goal} />
          <p className="govuk-body">
            <a href={paths.goal()}>{t("program.home.goal-more")}</a>
          </p>
        </section>
      )}
      <section className="panel">
        <h2 className="govuk-heading-l">{t("program.home.verify")}</h2>
        {verify}
      </section>
    </div>
  );
}
