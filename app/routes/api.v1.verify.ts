import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import {
  type ApiRefusal,
  problemOf,
  readVerifyRequest,
} from "#app/domain/credentials/verify-api.ts";
import { verifySent } from "#app/domain/credentials/verify-sent.server.ts";
import { preferredLanguage, translator } from "#app/i18n/translate.ts";
import { problem } from "#app/server/http/problem.ts";

/** Anybody's page may ask: no cookie is read, and what is answered is nobody's secret. */
const OPEN = { "Access-Control-Allow-Origin": "*" };
const PREFLIGHT = {
  ...OPEN,
  "Access-Control-Allow-Methods": "POST",
  "Access-Control-Allow-Headers": "Content-Type",
  "Access-Control-Max-Age": "86400",
};

export function loader({ request }: LoaderFunctionArgs) {
  const isPreflight = request.method === "OPTIONS";
  return isPreflight
    ? new Response(null, { status: 204, headers: PREFLIGHT })
    : refuse(request, "method");
}

export async function action({ context, request }: ActionFunctionArgs) {
  if (request.method !== "POST") return refuse(request, "method");
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) return refuse(request, "media-type");
  const read = readVerifyRequest(await request.text());
  if (typeof read === "string") return refuse(request, read);
  const { db, given, address, now } = context;
  const outcome = await verifySent(db, given, address, read, now);
  if (!outcome.ok) return refuse(request, outcome.reason);
  const { verdict, checks, issuer, checkedAt } = outcome.value;
  const headers = { ...OPEN, "Cache-Control": "no-store" };
  return Response.json({ verdict, checks, issuer, checkedAt }, { headers });
}

/** Seconds to wait where waiting helps. */
const RETRY_AFTER: Record<number, string> = { 429: "60", 503: "2" };

function refuse(request: Request, reason: ApiRefusal): Response {
  const t = translator(preferredLanguage(request.headers.get("accept-language")));
  const { status, kind } = problemOf(reason);
  const after = RETRY_AFTER[status];
  return problem(
    { status, reason, title: t(`credentials.api.problem.${kind}`) },
    { ...OPEN, ...(status === 405 && { Allow: "POST" }), ...(after && { "Retry-After": after }) },
  );
}
