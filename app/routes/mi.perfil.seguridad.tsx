import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { RecoveryCodes } from "#app/domain/people/login.tsx";
import { noticeOf } from "#app/domain/people/notice.tsx";
import { changePassword, isOwnPassword } from "#app/domain/people/profile.server.ts";
import { NewPassword } from "#app/domain/people/registration.ts";
import { removeSecondFactor, renewRecoveryCodes } from "#app/domain/people/second-factor.server.ts";
import { SecurityPage } from "#app/domain/people/security.tsx";
import { logInAgain, requireViewer } from "#app/domain/people/session.server.ts";
import { sessionsOf } from "#app/domain/people/sessions.server.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const password = z.string().min(1).max(1000);
const Change = z.discriminatedUnion("hacer", [
  z.object({ hacer: z.literal("clave"), currentPassword: password, newPassword: NewPassword }),
  z.object({ hacer: z.literal("codigos"), password }),
  z.object({ hacer: z.literal("quitar-segundo-paso"), password }),
  z.object({ hacer: z.literal("seguir") }),
]);

export const meta = pageTitle("people.security.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const open = await sessionsOf(context.db, viewer.id);
  return {
    notice: noticeOf(request.url),
    security: {
      secondFactor: viewer.secondFactor === "given",
      sessions: open.map(({ id, userAgent, lastSeenAt }) => {
        return { id, userAgent, lastSeenAt, current: id === viewer.sessionId };
      }),
    },
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const { db, secret, now } = context;
  const viewer = await requireViewer(context, request);
  const form = await readForm(request, Change);
  if (!form.ok) return json({ state: form, codes: null }, 400);
  const given = form.value;
  const saved = `${paths.profileSecurity()}?aviso=guardado`;
  const refuse = (field: string, reason: Refusal) =>
    json({ state: refusedField({}, field, `people.refused.${reason}`), codes: null }, 400);
  if (given.hacer === "clave") {
    const change = { current: given.currentPassword, next: given.newPassword };
    const changed = await changePassword(db, viewer, change, now);
    if (!changed.ok) {
      const isNew = changed.reason.startsWith("password-");
      return refuse(isNew ? "newPassword" : "currentPassword", changed.reason);
    }
    return seeOther(saved, await logInAgain(context, request, viewer));
  }
  if (given.hacer === "seguir") return seeOther(paths.profileSecurity());
  const known = await isOwnPassword(db, viewer.id, given.password, now);
  if (!known.ok) return refuse("password", known.reason);
  if (given.hacer === "codigos") {
    return json({ state: null, codes: await renewRecoveryCodes(db, secret, viewer.id) });
  }
  await removeSecondFactor(db, viewer.id);
  return seeOther(saved);
}

type Refusal = Extract<Awaited<ReturnType<typeof changePassword>>, { ok: false }>["reason"];

export default function Security() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer?.codes) return <RecoveryCodes codes={answer.codes} />;
  return <SecurityPage {...data} state={answer?.state} />;
}
