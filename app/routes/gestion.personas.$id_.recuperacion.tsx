import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { IssuedRecovery, RecoveryOffer } from "#app/domain/people/person.tsx";
import { canSeePeople } from "#app/domain/people/policy.ts";
import { issueRecoveryCode, mayIssueTo } from "#app/domain/people/recovery.server.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("people.person.recovery-title");

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeePeople);
  if (await mayIssueTo(context.db, viewer, params.id ?? "")) return null;
  throw new Response(null, { status: 404 });
}

/** The code is shown by the post that makes it, and by nothing else. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canSeePeople);
  const issued = await issueRecoveryCode(context.db, viewer, params.id ?? "", context);
  if (!issued.ok) throw new Response(null, { status: 404 });
  return json(issued.value, { headers: { "Cache-Control": "no-store" } });
}

export default function Recovery() {
  const issued = useActionData<typeof action>();
  return issued ? <IssuedRecovery {...issued} /> : <RecoveryOffer />;
}
