import { type HeadersFunction, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { registerEntry } from "#app/domain/credentials/queries.server.ts";
import { verify } from "#app/domain/credentials/verification.ts";
import {
  NoVerdict,
  VerificationPage,
  type VerifiedCredential,
} from "#app/domain/credentials/verification.tsx";
import { paths } from "#app/paths.ts";
import { pageTitle } from "#app/ui/page-title.ts";

type Data =
  | { state: "known"; credential: VerifiedCredential }
  | { state: "unknown" | "unavailable" | "format" };

/** Whoever has the link may check; search engines keep no copy. */
const PRIVATE = { "X-Robots-Tag": "noindex, noarchive", "Cache-Control": "private, no-store" };

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export const meta = pageTitle<Data>((data) => {
  if (data.state === "known") return `credentials.verdict.${data.credential.verdict}`;
  return data.state === "format" ? "credentials.format.title" : `credentials.verdict.${data.state}`;
});

export async function loader({ context, params: { id = "" } }: LoaderFunctionArgs) {
  const answer = (data: Data, status: number) => json<Data>(data, { status, headers: PRIVATE });
  if (/\.[a-z]+$/.test(id)) return answer({ state: "format" }, 406);
  try {
    const entry = await registerEntry(context.db, id);
    if (!entry) return answer({ state: "unknown" }, 404);
    const { claims, revocation } = entry;
    const credential = {
      ...verify(entry, context.now),
      claims,
      revocation: revocation && { ...revocation, at: revocation.at.toISOString() },
      checkedAt: context.now.toISOString(),
    };
    const headers = {
      ...PRIVATE,
      Link: `<${paths.credentialFile(id, "pdf")}>; rel="alternate"; type="application/pdf"`,
    };
    return json<Data>({ state: "known", credential }, { headers });
  } catch (error) {
    context.log.error({ code: "register-unreachable", requestId: context.requestId, err: error });
    return answer({ state: "unavailable" }, 503);
  }
}

export default function Verification() {
  const data = useLoaderData<typeof loader>() as Data;
  if (data.state === "known") return <VerificationPage {...data.credential} />;
  return <NoVerdict state={data.state} />;
}
