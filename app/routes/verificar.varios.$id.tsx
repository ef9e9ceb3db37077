import {
  type HeadersFunction,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { bulkState } from "#app/domain/credentials/bulk.server.ts";
import { countsOf } from "#app/domain/credentials/bulk.ts";
import { BulkPage, type BulkPageProps } from "#app/domain/credentials/bulk-view.tsx";
import { paths } from "#app/paths.ts";
import { found } from "#app/server/http/found.ts";
import { pageTitle } from "#app/ui/page-title.ts";

/** Rows that the page shows; the table to download has all. */
const SHOWN = 100;

/** Seconds after which a page that waits asks again. */
const AGAIN = "10";

/** Whoever has the address reads it; search engines keep no copy. */
const PRIVATE = { "X-Robots-Tag": "noindex, noarchive", "Cache-Control": "private, no-store" };

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

const title = pageTitle("credentials.bulk.result");
export const meta: MetaFunction<typeof loader> = (given) => {
  const isWaiting = given.data && !given.data.finished;
  return [
    ...(title(given) ?? []),
    ...(isWaiting ? [{ httpEquiv: "refresh", content: AGAIN }] : []),
  ];
};

export async function loader({ context, params: { id = "" } }: LoaderFunctionArgs) {
  const state = found(await bulkState(context.db, id));
  const props: BulkPageProps = {
    ...{ id, total: state.total, done: state.done, expiresAt: state.expiresAt },
    finished: state.finishedAt !== null,
    keys: context.origin + paths.didDocument(),
    counts: [...countsOf(state.rows)],
    rows: state.rows.slice(0, SHOWN),
  };
  return json(props, { headers: PRIVATE });
}

export default function ManyVerified() {
  return <BulkPage {...(useLoaderData<typeof loader>() as BulkPageProps)} />;
}
