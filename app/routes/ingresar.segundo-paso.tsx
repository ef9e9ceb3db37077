import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { errandOf, goOn, withErrand } from "#app/domain/people/login.server.ts";
import { RecoveryCodes, SecondFactorForm, SecondFactorSetUp } from "#app/domain/people/login.tsx";
import {
  confirmSecondFactor,
  giveSecondFactor,
  offerSecondFactor,
} from "#app/domain/people/second-factor.server.ts";
import { logIn, pendingViewerOf, viewerOf } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { safeRedirect, seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const Code = z.object({ code: z.string().trim().min(1).max(40) });

export const meta = pageTitle("people.second.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const errand = errandOf(new URL(request.url).searchParams);
  if (await pendingViewerOf(context)) return { offer: null, demanded: true };
  const viewer = await viewerOf(context);
  if (!viewer) throw seeOther(withErrand(paths.login(), errand));
  if (viewer.secondFactor === "given") {
    throw seeOther(safeRedirect(errand.volver, paths.profileSecurity()));
  }
  const offer = await offerSecondFactor(context.db, context.secret, viewer);
  return { offer, demanded: viewer.secondFactor === "needed" };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const { db, secret, now } = context;
  const errand = errandOf(new URL(request.url).searchParams);
  const pending = await pendingViewerOf(context);
  const viewer = pending ?? (await viewerOf(context));
  if (!viewer) return seeOther(withErrand(paths.login(), errand));
  if (!pending && viewer.secondFactor === "given") return goOn(errand);
  const form = await readForm(request, Code);
  if (!form.ok) return json({ state: form, codes: null }, 400);
  const act = pending ? giveSecondFactor : confirmSecondFactor;
  const given = await act(db, secret, viewer, form.value.code, now);
  if (!given.ok) {
    const state = refusedField({}, "code", `people.refused.${given.reason}`);
    return json({ state, codes: null }, given.reason === "too-many" ? 429 : 400);
  }
  const cookies = await logIn(context, request, viewer.id, now);
  if (!given.value) return goOn(errand, cookies);
  const headers = cookies.map((cookie): [string, string] => ["Set-Cookie", cookie]);
  return json({ state: null, codes: given.value }, { headers });
}

export default function SecondStep() {
  const { offer, demanded } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer?.codes) return <RecoveryCodes codes={answer.codes} />;
  return offer ? (
    <SecondFactorSetUp offer={offer} demanded={demanded} state={answer?.state} />
  ) : (
    <SecondFactorForm state={answer?.state} />
  );
}
