import { paths } from "#app/paths.ts";
import { useT } from "#app/ui/request.tsx";

/** The manuals, by what the reader does here. */
export function ManualList({
  manuals,
}: {
  manuals: { slug: string; title: string; summary: string }[];
}) {
  const t = useT();
  return (
    <>
      <h1 className="govuk-heading-xl">{t("program.help.title")}</h1>
      <p className="govuk-body-l">{t("program.help.lead")}</p>
      <ul className="cards" lang="es">
        {manuals.map(({ slug, title, summary }) => (
          <li key={slug} className="card">
            <h2 className="card__title">
              <a className="card__link" href={paths.manual(slug)}>
                {title}
              </a>
            </h2>
            <p className="govuk-body">{summary}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** One manual. Manuals are written in Spanish. */
export function ManualPage({ title, html }: { title: string; html: string }) {
  const t = useT();
  return (
    <>
      <a className="govuk-back-link" href={paths.help()}>
        {t("program.help.back")}
      </a>
      <article lang="es" className="manual">
        <h1 className="govuk-heading-xl">{title}</h1>
        <div dangerouslySetInnerHTML={{ __html: html }} />
      </article>
      <p className="govuk-inset-text">{t("program.help.more")}</p>
    </>
  );
}
