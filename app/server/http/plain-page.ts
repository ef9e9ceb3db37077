import type { Request, Response } from "express";
import { isLanguage, preferredLanguage, translator } from "#app/i18n/translate.ts";
import { readCookies } from "./cookies.ts";

/** A page without Remix or the database, for when one of them cannot be asked. */
export function plainPage(
  request: Request,
  response: Response,
  status: number,
  reason: "busy" | "cross-site" | "too-large" | "unavailable" | "unexpected",
  id = "",
): void {
  const chosen = readCookies(request.headers.cookie).idioma;
  const language = isLanguage(chosen)
    ? chosen
    : preferredLanguage(request.headers["accept-language"] ?? null);
  const t = translator(language);
  const title = t(`ui.errors.${reason}.title`);
  response
    .status(status)
    .type("html")
    .setHeader("Cache-Control", "no-store")
    .end(
      `<!DOCTYPE html><html lang="${language}"><meta charset="utf-8">` +
        `<meta name="viewport" content="width=device-width, initial-scale=1">` +
        `<meta name="color-scheme" content="light dark"><title>${title} · Cabildo</title>` +
        `<main><h1>${title}</h1><p>${t(`ui.errors.${reason}.body`, { id })}</p></main></html>`,
    );
}
