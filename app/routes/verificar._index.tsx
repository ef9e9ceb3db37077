import { json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readLookup } from "#app/domain/credentials/code.ts";
import { idOfCode } from "#app/domain/credentials/queries.server.ts";
import { NoVerdict } from "#app/domain/credentials/verification.tsx";
import { VerifyPage } from "#app/domain/credentials/verify-form.tsx";
import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { pageTitle } from "#app/ui/page-title.ts";

type Data = { none: "unknown" | "unavailable" | null; form: FormState | null };

const empty: Data = { none: null, form: null };

export const meta = pageTitle("credentials.verify.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const typed = new URL(request.url).searchParams.get("codigo");
  if (typed === null) return json<Data>(empty);
  const lookup = readLookup(typed.slice(0, 500));
  if (lookup.by === "id") return redirect(paths.credential(lookup.id));
  if (lookup.by === "nothing") {
    const key = `credentials.verify.problem.${lookup.reason}` as const;
    const form = { problems: { codigo: { key } }, values: { codigo: typed.slice(0, 500) } };
    return json<Data>({ ...empty, form }, 400);
  }
  try {
    const id = await idOfCode(context.db, lookup.code);
    return id ? redirect(paths.credential(id)) : json<Data>({ ...empty, none: "unknown" }, 404);
  } catch (error) {
    context.log.error({ code: "register-unreachable", requestId: context.requestId, err: error });
    return json<Data>({ ...empty, none: "unavailable" }, 503);
  }
}

export default function Verify() {
  const { none, form } = useLoaderData<typeof loader>();
  return none ? <NoVerdict state={none} /> : <VerifyPage state={form} />;
}
