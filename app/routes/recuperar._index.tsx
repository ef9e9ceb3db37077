import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { noticeOf } from "#app/domain/people/notice.tsx";
import { AskToRecover } from "#app/domain/people/recover.tsx";
import { askToRecover } from "#app/domain/people/recovery.server.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const Ask = z.discriminatedUnion("hacer", [
  z.object({ hacer: z.literal("correo"), username: z.string().trim().min(1).max(254) }),
  z.object({ hacer: z.literal("codigo"), codigo: z.string().trim().min(1).max(40) }),
]);

export const meta = pageTitle("people.recover.title");

export const loader = ({ request }: LoaderFunctionArgs) => ({ notice: noticeOf(request.url) });

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await readForm(request, Ask);
  if (!form.ok) return json(form, 400);
  if (form.value.hacer === "codigo") return seeOther(paths.recoverWith(form.value.codigo));
  const asked = await askToRecover(context.db, form.value.username, context);
  if (!asked.ok) {
    return json(refusedField(form.value, "username", "people.refused.too-many"), 429);
  }
  return seeOther(`${paths.recover()}?aviso=enlace-enviado`);
}

export default function Recover() {
  const { notice } = useLoaderData<typeof loader>();
  return <AskToRecover notice={notice} state={useActionData<typeof action>()} />;
}
