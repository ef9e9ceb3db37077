import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { z } from "zod";
import { isOwnPassword } from "#app/domain/people/profile.server.ts";
import { ErasurePage } from "#app/domain/people/profile.tsx";
import { forgetBrowser, requireViewer } from "#app/domain/people/session.server.ts";
import { eraseAccount } from "#app/domain/reports/erasure.server.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const Erasing = z.object({
  password: z.string().min(1).max(1000),
  "certificados[]": z.array(z.literal("borrar")).default([]),
});

export const meta = pageTitle("people.erasure.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  await requireViewer(context, request);
  return null;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const { db, now } = context;
  const viewer = await requireViewer(context, request);
  const form = await readForm(request, Erasing);
  if (!form.ok) return json(form, 400);
  const known = await isOwnPassword(db, viewer.id, form.value.password, now);
  const certificates = form.value["certificados[]"].length > 0;
  const erased = known.ok ? await eraseAccount(db, viewer, { certificates }, now) : known;
  if (!erased.ok) {
    return json(refusedField(form.value, "password", `people.refused.${erased.reason}`), 400);
  }
  return seeOther(`${paths.privacy()}?aviso=borrada`, forgetBrowser());
}

export default function Erasure() {
  return <ErasurePage state={useActionData<typeof action>()} />;
}
