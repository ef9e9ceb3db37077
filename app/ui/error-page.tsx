import { isRouteErrorResponse } from "@remix-run/react";
import { paths } from "#app/paths.ts";
import { Mark } from "./mark.tsx";
import { useT } from "./request.tsx";

/** What a person sees when a page could not be given: why, and what to do. */
export function ErrorPage({ error, requestId }: { error: unknown; requestId: string }) {
  const t = useT();
  const reason = reasonOf(error);
  return (
    <div className="apart">
      <Mark size={96} />
      <h1 className="govuk-heading-l">{t(`ui.errors.${reason}.title`)}</h1>
      <p className="govuk-body">{t(`ui.errors.${reason}.body`, { id: requestId })}</p>
      <p className="govuk-body">
        <a className="govuk-link" href={paths.home()}>
          {t("ui.errors.home")}
        </a>
      </p>
    </div>
  );
}

/** Whether there is no such page for this person, or we failed. */
export function reasonOf(error: unknown): "not-found" | "unexpected" {
  return isRouteErrorResponse(error) && error.status < 500 ? "not-found" : "unexpected";
}
