import type { Request, Response } from "express";
import { isLanguage, preferredLanguage, translator } from "#app/i18n/translate.ts";
import { readCookies } from "./cookies.ts";
import { PROBLEM, type ProblemDetails } from "./problem.ts";

/** Why a page could not be given. */
type Reason = "busy" | "cross-site" | "too-large" | "unavailable" | "unexpected";

/** Those that may be over when the same page is asked for again. */
const PASSING: readonly Reason[] = ["busy", "unavailable", "unexpected"];

/** Seconds after which a page asks for itself again: one of these, by chance, so that not all come at once. */
const BY_ITSELF = [3, 4, 5, 6, 7];

/** Answers with a page that says why; `id` is what to name when asking for help. */
export type PlainPage = (
  request: Request,
  response: Response,
  status: number,
  reason: Reason,
  id?: string,
) => void;

/**
 * A page without Remix or the database, for when one of them cannot be asked.
 *
 * @param stylesheet address of the site's; null = it is not known, and the page goes without
 */
export function createPlainPage(stylesheet: string | null): PlainPage {
  const looks = stylesheet ? `<link rel="stylesheet" href="${stylesheet}">` : "";
  return (request, response, status, reason, id = "") => {
    const chosen = readCookies(request.headers.cookie).idioma;
    const language = isLanguage(chosen)
      ? chosen
      : preferredLanguage(request.headers["accept-language"] ?? null);
    const t = translator(language);
    const title = t(`ui.errors.${reason}.title`);
    if (request.path.startsWith("/api/")) {
      response.setHeader("Access-Control-Allow-Origin", "*");
      const details: ProblemDetails = { status, title, reason };
      response.status(status).type(PROBLEM).end(JSON.stringify(details));
      return;
    }
    const again = request.method === "GET" && PASSING.includes(reason);
    const byItself = again && status === 503;
    if (byItself) {
      const seconds = BY_ITSELF[Math.floor(Math.random() * BY_ITSELF.length)];
      response.setHeader("Refresh", String(seconds));
    }
    response
      .status(status)
      .type("html")
      .setHeader("Cache-Control", "no-store")
      .end(
        `<!DOCTYPE html><html lang="${language}" class="govuk-template"><head>` +
          `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
          `<meta name="color-scheme" content="light dark"><title>${title} · Cabildo</title>${looks}` +
          `<link rel="icon" href="/favicon.svg" type="image/svg+xml"></head>` +
          `<body class="govuk-template__body"><header class="site-header--plain">` +
          `<div class="govuk-width-container site-header__row"><a href="/" class="site-name">` +
          `<img src="/favicon.svg" alt="" width="36" height="36">Cabildo</a></div></header>` +
          `<div class="govuk-width-container"><main class="govuk-main-wrapper">` +
          `<h1 class="govuk-heading-l">${title}</h1>` +
          `<p class="govuk-body">${t(`ui.errors.${reason}.body`, { id })}</p>` +
          (byItself ? `<p class="govuk-body">${t("ui.errors.by-itself")}</p>` : "") +
          (again ? `<p><a class="govuk-button" href="">${t("ui.errors.again")}</a></p>` : "") +
          `<p class="govuk-body"><a class="govuk-link" href="/">${t("ui.errors.home")}</a></p>` +
          `</main></div></body></html>`,
      );
  };
}
