import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { MergePage } from "#app/domain/people/merge.tsx";
import { canMerge } from "#app/domain/people/policy.ts";
import { personNamed } from "#app/domain/people/queries.server.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { mergeAccounts } from "#app/domain/reports/merge.server.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const Merge = z.object({
  de: z.string().trim().min(1).max(254),
  a: z.string().trim().min(1).max(254),
  reason: z.string().trim().min(3).max(300),
});

export const meta = pageTitle("people.management.merge.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canMerge);
  const query = new URL(request.url).searchParams;
  const [from, into] = [query.get("de") ?? "", query.get("a") ?? ""];
  const [gone, kept] = await Promise.all([
    from ? personNamed(context.db, viewer, from) : null,
    into ? personNamed(context.db, viewer, into) : null,
  ]);
  const unknown = refusedField(
    { de: from, a: into },
    from && !gone ? "de" : "a",
    "people.refused.no-such-person",
  );
  const missing = (from && !gone) || (into && !kept);
  const pair = gone && kept && gone.id !== kept.id ? ([gone, kept] as const) : null;
  return { from, into, pair, unknown: missing ? unknown : null };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const { db, now } = context;
  const viewer = await requireRight(context, request, canMerge);
  const form = await readForm(request, Merge);
  if (!form.ok) return json(form, 400);
  const { de, a, reason } = form.value;
  const gone = await personNamed(db, viewer, de);
  const kept = await personNamed(db, viewer, a);
  if (!gone || !kept) throw new Response(null, { status: 404 });
  const merged = await mergeAccounts(db, viewer, { gone: gone.id, kept: kept.id, reason }, now);
  if (merged.ok) return seeOther(`${paths.person(kept.id)}?aviso=unidas`);
  return json(refusedField(form.value, "reason", `people.refused.${merged.reason}`), 400);
}

export default function Merging() {
  const { unknown, ...data } = useLoaderData<typeof loader>();
  return <MergePage {...data} state={useActionData<typeof action>() ?? unknown} />;
}
