import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { noticeOf } from "#app/domain/people/notice.tsx";
import { PersonPage } from "#app/domain/people/person.tsx";
import { changePerson, PersonChange } from "#app/domain/people/person-change.server.ts";
import { canSeePeople, whatMay } from "#app/domain/people/policy.ts";
import { personFor } from "#app/domain/people/queries.server.ts";
import { logInAgain, requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle<{ person: { fullName: string } }>("people.person.title", (data) => ({
  name: data.person.fullName,
}));

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeePeople);
  const person = await personFor(context.db, viewer, params.id ?? "");
  if (!person) throw new Response(null, { status: 404 });
  return { notice: noticeOf(request.url), person: { ...person, ...whatMay(viewer, person) } };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canSeePeople);
  const form = await readForm(request, PersonChange);
  if (!form.ok) return json(form, 400);
  const changed = await changePerson(context.db, viewer, params.id ?? "", form.value, context.now);
  if (changed === "not-found") throw new Response(null, { status: 404 });
  if (typeof changed === "object") return json(changed, 400);
  if (changed === "rol" && params.id === viewer.id) {
    const cookies = await logInAgain(context, request, viewer);
    return seeOther(`${paths.person(viewer.id)}?aviso=guardado`, cookies);
  }
  return seeOther(`${paths.person(params.id ?? "")}?aviso=${changed}`);
}

export default function PersonRoute() {
  return <PersonPage {...useLoaderData<typeof loader>()} state={useActionData<typeof action>()} />;
}
