import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { noticeOf } from "#app/domain/people/notice.tsx";
import { PrivacyNotice } from "#app/domain/people/privacy.tsx";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("people.privacy.title");

export const loader = ({ request }: LoaderFunctionArgs) => ({ notice: noticeOf(request.url) });

export default function Privacy() {
  return <PrivacyNotice notice={useLoaderData<typeof loader>().notice} />;
}
