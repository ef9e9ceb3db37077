import {
  type ActionFunctionArgs,
  type AppLoadContext,
  type HeadersFunction,
  json,
  type LoaderFunctionArgs,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { NoVerdict } from "#app/domain/credentials/no-verdict.tsx";
import { idOfCode } from "#app/domain/credentials/queries.server.ts";
import { readPosted } from "#app/domain/credentials/read-posted.server.ts";
import { readSent } from "#app/domain/credentials/sent.ts";
import type { ShownVerification } from "#app/domain/credentials/shown-verification.ts";
import { SentPage, VerifyPage } from "#app/domain/credentials/verify-form.tsx";
import { verifySent } from "#app/domain/credentials/verify-sent.server.ts";
import type { FormState } from "#app/i18n/problem.ts";
import type { Key } from "#app/i18n/translate.ts";
import { paths } from "#app/paths.ts";
import { postedForm } from "#app/server/http/forms.ts";
import { pageTitle } from "#app/ui/page-title.ts";

type Data =
  | { state: "form"; form: FormState | null }
  | { state: "unknown" | "unavailable" }
  | { state: "checked"; shown: ShownVerification };

/** What somebody sent is theirs: no copy of the answer is kept. */
const PRIVATE = { "X-Robots-Tag": "noindex, noarchive", "Cache-Control": "private, no-store" };

/** Seconds. */
const RETRY_AFTER = "60";

export const headers: HeadersFunction = ({ actionHeaders, loaderHeaders }) =>
  actionHeaders.has("X-Robots-Tag") ? actionHeaders : loaderHeaders;

export const meta = pageTitle("credentials.verify.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const typed = new URL(request.url).searchParams.get("codigo")?.slice(0, 500);
  if (typed === undefined) return json<Data>({ state: "form", form: null });
  const sent = readSent(typed);
  if (sent.by === "text") return refuse("codigo", "credentials.verify.problem.unreadable", typed);
  if (sent.by !== "nothing") return lookUp(context, sent);
  return refuse("codigo", `credentials.verify.problem.${sent.reason}`, typed);
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await postedForm(request);
  const typed = String(form.get("codigo") ?? "").slice(0, 5000);
  const posted = await readPosted(context.given.uploads, form);
  if (posted.by === "nothing") return refuse(posted.field, posted.problem, typed);
  if (posted.by !== "text") return lookUp(context, posted);
  const { db, given, address, now } = context;
  const outcome = await verifySent(db, given, address, posted, now);
  if (outcome.ok) {
    return json<Data>({ state: "checked", shown: outcome.value }, { headers: PRIVATE });
  }
  const status = { "too-many": 429, busy: 503 }[outcome.reason as string] ?? 400;
  return refuse(posted.field, `credentials.verify.problem.${outcome.reason}`, typed, status);
}

function refuse(field: string, key: Key, typed: string, status = 400) {
  const form = { problems: { [field]: { key } }, values: { codigo: typed } };
  const headers = { ...PRIVATE, ...(status > 400 && { "Retry-After": RETRY_AFTER }) };
  return json<Data>({ state: "form", form }, { status, headers });
}

async function lookUp(
  context: AppLoadContext,
  lookup: { by: "id"; id: string } | { by: "code"; code: string },
) {
  if (lookup.by === "id") return redirect(paths.credential(lookup.id));
  try {
    const id = await idOfCode(context.db, lookup.code);
    if (id) return redirect(paths.credential(id));
    return json<Data>({ state: "unknown" }, { status: 404, headers: PRIVATE });
  } catch (error) {
    context.log.error({ code: "register-unreachable", requestId: context.requestId, err: error });
    return json<Data>({ state: "unavailable" }, { status: 503, headers: PRIVATE });
  }
}

export default function Verify() {
  const loaded = useLoaderData<typeof loader>();
  const data = (useActionData<typeof action>() ?? loaded) as Data;
  if (data.state === "checked") return <SentPage shown={data.shown} />;
  if (data.state === "form") return <VerifyPage state={data.form} />;
  return <NoVerdict state={data.state} />;
}
