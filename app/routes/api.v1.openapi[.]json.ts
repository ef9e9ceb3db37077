import type { LoaderFunctionArgs } from "@remix-run/node";
import { type ApiProblem, openApi } from "#app/domain/credentials/verify-api.ts";
import { preferredLanguage, translator } from "#app/i18n/translate.ts";
import { paths } from "#app/paths.ts";

/** The interface for programs, described (OpenAPI 3.1). */
export function loader({ context, request }: LoaderFunctionArgs) {
  const t = translator(preferredLanguage(request.headers.get("accept-language")));
  const words = {
    title: t("credentials.api.title"),
    description: t("credentials.api.description"),
    verify: t("credentials.api.verify"),
    verified: t("credentials.api.verified"),
    problem: (kind: ApiProblem) => t(`credentials.api.problem.${kind}`),
  };
  return Response.json(openApi(context.origin, paths.apiVerify(), words), {
    headers: {
      "Access-Control-Allow-Origin": "*",
      "Cache-Control": "public, max-age=3600",
      Vary: "Accept-Language",
    },
  });
}
