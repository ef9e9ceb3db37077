import { type HeadersFunction, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { NoVerdict, type NoVerdictState } from "#app/domain/credentials/no-verdict.tsx";
import { OwnCertificatePage } from "#app/domain/credentials/own-page.tsx";
import { verifyOwn } from "#app/domain/credentials/own-verification.server.ts";
import type { OwnVerification } from "#app/domain/credentials/own-verification.ts";
import { previewOf } from "#app/domain/credentials/preview.ts";
import { paths } from "#app/paths.ts";
import { pageTitle } from "#app/ui/page-title.ts";

type Data = { state: "known"; own: OwnVerification } | { state: NoVerdictState };

/** Whoever has the link may check; search engines keep no copy. */
const PRIVATE = { "X-Robots-Tag": "noindex, noarchive", "Cache-Control": "private, no-store" };

/** Seconds after which to look again at one that is being signed. */
const SOON = { "Retry-After": "3", Refresh: "3" };

const STATUS = { unknown: 404, signing: 503 } as const;

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

const title = pageTitle<Data>((data) =>
  data.state === "known"
    ? `credentials.verdict.${data.own.shown.verdict}`
    : `credentials.no-verdict.${data.state}`,
);

export const meta: typeof title = (given) => {
  const data = given.data as Data | undefined;
  const preview = data?.state === "known" ? previewOf(data.own) : [];
  return [...(title(given) ?? []), ...preview];
};

export async function loader({ context, params: { id = "" } }: LoaderFunctionArgs) {
  const answer = (state: NoVerdictState, status: number, more = {}) =>
    json<Data>({ state }, { status, headers: { ...PRIVATE, ...more } });
  if (/\.[a-z]+$/.test(id)) return answer("format", 406);
  try {
    const own = await verifyOwn(context.db, id, context.now);
    if (typeof own === "string") return answer(own, STATUS[own], own !== "unknown" && SOON);
    const link = `<${paths.credentialFile(id, "pdf")}>; rel="alternate"; type="application/pdf"`;
    return json<Data>({ state: "known", own }, { headers: { ...PRIVATE, Link: link } });
  } catch (error) {
    context.log.error({ code: "register-unreachable", requestId: context.requestId, err: error });
    return answer("unavailable", 503);
  }
}

export default function Verification() {
  const data = useLoaderData<typeof loader>() as Data;
  return data.state === "known" ? (
    <OwnCertificatePage {...data.own} />
  ) : (
    <NoVerdict state={data.state} />
  );
}
