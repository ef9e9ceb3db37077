import { paths } from "#app/paths.ts";
import { useT } from "#app/ui/request.tsx";

/** Why there is no verdict. */
export type NoVerdictState = "unknown" | "unavailable" | "signing" | "format";

/** The answer when there is no verdict to give; an unknown certificate and a private one look alike. */
export function NoVerdict({ state }: { state: NoVerdictState }) {
  const t = useT();
  return (
    <article className="verification">
      <header className={`verdict verdict--${state}`}>
        <h1 className="verdict__title">{t(`credentials.no-verdict.${state}`)}</h1>
        <p>{t(`credentials.no-verdict.${state}-text`)}</p>
      </header>
      <p className="govuk-body">
        <a className="govuk-link" href={paths.verify()}>
          {t("credentials.verdict.again")}
        </a>
      </p>
    </article>
  );
}
