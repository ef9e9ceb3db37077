import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { canSeeStatistics } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { ItemReportPage } from "#app/domain/psychometrics/item-report.tsx";
import { type ItemReport, itemReport } from "#app/domain/psychometrics/queries.server.ts";
import { found } from "#app/server/http/found.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle<ItemReport | undefined>("psychometrics.item.title", (data) => ({
  item: data?.item.itemId ?? "",
}));

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const { course = "", item: itemId = "" } = params;
  const viewer = await requireRight(context, request, (who) => canSeeStatistics(who, course));
  const hash = new URL(request.url).searchParams.get("version");
  return found(await itemReport(context.db, viewer, course, { itemId, hash }));
}

export default function Item() {
  return <ItemReportPage {...useLoaderData<typeof loader>()} />;
}
