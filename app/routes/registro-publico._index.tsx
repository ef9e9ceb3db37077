import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { LogPage } from "#app/domain/credentials/log-page.tsx";
import { logState } from "#app/domain/credentials/log-queries.server.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("credentials.log.title");

export const loader = async ({ context }: LoaderFunctionArgs) => ({
  log: await logState(context.db),
});

export default function PublicLog() {
  return <LogPage log={useLoaderData<typeof loader>().log} />;
}
