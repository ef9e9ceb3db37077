import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { authenticate, errandOf, goOn, withErrand } from "#app/domain/people/login.server.ts";
import { LogInForm, SignedInNotice } from "#app/domain/people/login.tsx";
import { noticeOf } from "#app/domain/people/notice.tsx";
import { logIn, viewerOf } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { safeRedirect, seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const LogIn = z.object({
  username: z.string().min(1).max(254),
  password: z.string().min(1).max(1000),
});

export const meta = pageTitle("people.login.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await viewerOf(context);
  const errand = errandOf(new URL(request.url).searchParams);
  const notice = noticeOf(request.url);
  if (viewer && !notice) throw seeOther(safeRedirect(errand.volver, paths.mine()));
  return {
    signedIn: viewer !== null,
    notice,
    keeps: errand.guardado !== null,
    registerHref: withErrand(paths.register(), errand),
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const errand = errandOf(new URL(request.url).searchParams);
  const form = await readForm(request, LogIn);
  if (!form.ok) return json(form, 400);
  const known = await authenticate(context.db, form.value, context);
  if (!known.ok) {
    const state = refusedField(form.value, "username", `people.refused.${known.reason}`);
    return json(state, known.reason === "too-many" ? 429 : 400);
  }
  const { userId, hasSecondFactor } = known.value;
  const cookies = await logIn(context, request, userId);
  if (hasSecondFactor) return seeOther(withErrand(paths.secondFactor(), errand), cookies);
  return goOn(errand, cookies);
}

export default function LogInPage() {
  const { signedIn, ...data } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>();
  return signedIn ? <SignedInNotice name={data.notice} /> : <LogInForm {...data} state={state} />;
}
