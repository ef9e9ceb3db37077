import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { revoke } from "#app/domain/credentials/commands.server.ts";
import type { IssuedView } from "#app/domain/credentials/issued.ts";
import { IssuedPage, RevokeConfirmation } from "#app/domain/credentials/issued.tsx";
import { issuedPage } from "#app/domain/credentials/issued-page.server.ts";
import { REVOCATION_REASONS, type RevocationReason } from "#app/domain/credentials/verification.ts";
import { canRevoke, canSeeCredentials } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { readForm } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const Revocation = z.object({
  reason: z.enum(REVOCATION_REASONS, "credentials.revoke.problem.reason"),
  note: z
    .string()
    .trim()
    .min(10, "credentials.revoke.problem.note")
    .max(2000, "credentials.revoke.problem.note"),
  confirmed: z.literal("yes").optional(),
});

type Answer = { form?: FormState; asked?: { reason: RevocationReason; note: string } };

export const meta = pageTitle<{ credential: IssuedView }>("credentials.issued.one", (data) => ({
  name: data.credential.claims.name,
}));

export async function loader({ context, request, params: { id = "" } }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeCredentials);
  const credential = await issuedPage(context.db, viewer, id, context.now);
  if (!credential) throw new Response(null, { status: 404 });
  const justRevoked = new URL(request.url).searchParams.has("revocado");
  return { credential, canRevoke: canRevoke(viewer), justRevoked };
}

export async function action({ context, request, params: { id = "" } }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canRevoke);
  const form = await readForm(request, Revocation);
  if (!form.ok) return json<Answer>({ form }, 400);
  const { confirmed, reason, note } = form.value;
  if (!confirmed) return json<Answer>({ asked: { reason, note } });
  const outcome = await revoke(context.db, viewer, { credentialId: id, reason, note }, context.now);
  if (!outcome.ok) throw new Response(null, { status: 404 });
  return seeOther(`${paths.issuedCredential(id)}?revocado`);
}

export default function IssuedCredential() {
  const { credential, ...page } = useLoaderData() as {
    credential: IssuedView;
    canRevoke: boolean;
    justRevoked: boolean;
  };
  const answer = useActionData<typeof action>() as Answer | undefined;
  if (answer?.asked) return <RevokeConfirmation credential={credential} {...answer.asked} />;
  return <IssuedPage credential={credential} {...page} state={answer?.form} />;
}
