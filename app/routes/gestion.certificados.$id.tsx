import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ManagerNote } from "#app/domain/credentials/issued.ts";
import { issuedPage, noticeIn } from "#app/domain/credentials/issued-page.server.ts";
import { IssuedPage, type IssuedPageProps } from "#app/domain/credentials/issued-page.tsx";
import {
  REVOCATION_REASONS,
  type RevocationReason,
} from "#app/domain/credentials/revocation-reason.ts";
import { revoke } from "#app/domain/credentials/revoke.server.ts";
import { RevokeConfirmation } from "#app/domain/credentials/revoke-form.tsx";
import { canRevoke, canSeeCredentials } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { readForm } from "#app/server/http/forms.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const Revocation = z.object({
  reason: z.enum(REVOCATION_REASONS, "credentials.revoke.problem.reason"),
  note: ManagerNote,
  confirmed: z.literal("yes").optional(),
});

type Answer = { form?: FormState; asked?: { reason: RevocationReason; note: string } };
type Data = Omit<IssuedPageProps, "state">;

export const meta = pageTitle<Data>("credentials.issued.one", ({ credential }) => ({
  name: credential.claims.name,
}));

export async function loader({ context, request, params: { id = "" } }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeCredentials);
  const page = found(await issuedPage(context.db, viewer, id, context.now));
  return { ...page, notice: noticeIn(request.url) };
}

export async function action({ context, request, params: { id = "" } }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canRevoke);
  const form = await readForm(request, Revocation);
  if (!form.ok) return json<Answer>({ form }, 400);
  const { confirmed, reason, note } = form.value;
  if (!confirmed) return json<Answer>({ asked: { reason, note } });
  const outcome = await revoke(context.db, viewer, { credentialId: id, reason, note }, context.now);
  if (!outcome.ok) throw new Response(null, { status: 404 });
  const notice = outcome.value === "waits" ? "espera" : "revocado";
  return seeOther(`${paths.issuedCredential(id)}?aviso=${notice}`);
}

export default function IssuedCredential() {
  const page = useLoaderData() as Data;
  const answer = useActionData<typeof action>() as Answer | undefined;
  const { credential } = page;
  if (answer?.asked) return <RevokeConfirmation credential={credential} {...answer.asked} />;
  return <IssuedPage {...page} state={answer?.form} />;
}
