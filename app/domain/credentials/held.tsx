import { paths } from "#app/paths.ts";
import { Notice } from "#app/ui/notice.tsx";
import { useT } from "#app/ui/request.tsx";
import type { HeldNotice, HeldPageProps, HeldView, LackingView } from "./held.ts";
import { IssuedHeld } from "./holding/issued-held.tsx";

/** The person's certificates, who sees what of them, and what is lacking for the next ones. */
export function HeldPage({ held, lacking, notice }: HeldPageProps & { notice: HeldNotice | null }) {
  const t = useT();
  const isReplaced = ({ issued }: HeldView) => issued?.standing === "superseded";
  const replaced = held.filter(isReplaced);
  return (
    <>
      {notice && <Notice title={t(`credentials.said.${notice}`)} kind="success" announce />}
      <h1 className="govuk-heading-xl">{t("credentials.mine.title")}</h1>
      {held.length === 0 && (
        <p className="govuk-body">
          {t("credentials.mine.none")} <a href={paths.courses()}>{t("credentials.mine.courses")}</a>
        </p>
      )}
      <ul className="held">
        {held
          .filter((one) => !isReplaced(one))
          .map(({ id, title, issued }) => (
            <li key={id} className="card held__one" id={id}>
              <h2 className="card__title">{title}</h2>
              {issued ? <IssuedHeld {...issued} /> : <Reserved id={id} />}
            </li>
          ))}
      </ul>
      {replaced.length > 0 && <Replaced replaced={replaced} />}
      {lacking.length > 0 && <LackingList lacking={lacking} />}
      {held.some(({ issued }) => issued) && <WhoSeesWhat />}
    </>
  );
}

function Reserved({ id }: { id: string }) {
  const t = useT();
  return (
    <>
      <p>{t("credentials.mine.ready")}</p>
      <a className="govuk-button" href={paths.confirmName(id)}>
        {t("credentials.mine.confirm")}
      </a>
    </>
  );
}

function Replaced({ replaced }: { replaced: HeldView[] }) {
  const t = useT();
  return (
    <details>
      <summary>{t("credentials.mine.replaced")}</summary>
      <p className="govuk-body">{t("credentials.mine.replaced-what")}</p>
      <ul className="govuk-list govuk-list--bullet">
        {replaced.map(({ id, title, issued }) => (
          <li key={id}>
            <a href={paths.credential(id)}>
              {title}: {issued?.claims.name}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** In plain words: what anybody can find, what sharing adds, and how to end either. */
function WhoSeesWhat() {
  const t = useT();
  const all = ["link", "found", "shared", "unshared", "never", "give-up"] as const;
  return (
    <section>
      <h2 className="govuk-heading-l">{t("credentials.who.title")}</h2>
      <ul className="govuk-list govuk-list--bullet">
        {all.map((one) => (
          <li key={one}>{t(`credentials.who.${one}`)}</li>
        ))}
      </ul>
    </section>
  );
}

function LackingList({ lacking }: { lacking: LackingView[] }) {
  const t = useT();
  return (
    <section>
      <h2 className="govuk-heading-l">{t("credentials.mine.lacking")}</h2>
      {lacking.map(({ course, title, lessons, exam }) => (
        <div key={course}>
          <p className="govuk-body">{t("credentials.mine.lacking-course", { title })}</p>
          <ul className="govuk-list govuk-list--bullet">
            {lessons.map((lesson) => (
              <li key={lesson.id}>
                <a href={paths.lesson(course, lesson.id)}>
                  {t("credentials.mine.lacking-lesson", { lesson: lesson.title })}
                </a>
              </li>
            ))}
            {exam && (
              <li>
                <a href={paths.exam(course)}>{t("credentials.mine.lacking-exam")}</a>
              </li>
            )}
          </ul>
        </div>
      ))}
    </section>
  );
}
