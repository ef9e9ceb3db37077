import { isRouteErrorResponse } from "@remix-run/react";
import { paths } from "#app/paths.ts";
import { useT } from "./request.tsx";

/** What a person sees when a page could not be given: why, and what to do. */
export function ErrorPage({ error }: { error: unknown }) {
  const t = useT();
  const reason = isRouteErrorResponse(error) && error.status < 500 ? "not-found" : "unexpected";
  const id = isRouteErrorResponse(error) && typeof error.data === "string" ? error.data : "";
  return (
    <>
      <h1 className="govuk-heading-l">{t(`ui.errors.${reason}.title`)}</h1>
      <p className="govuk-body">{t(`ui.errors.${reason}.body`, { id })}</p>
      <p className="govuk-body">
        <a className="govuk-link" href={paths.home()}>
          {t("ui.errors.home")}
        </a>
      </p>
    </>
  );
}
