import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AchievementPage } from "#app/domain/credentials/achievement-page.tsx";
import { achievementOf } from "#app/domain/credentials/achievement-queries.server.ts";
import { found } from "#app/server/http/found.ts";
import { titled } from "#app/ui/page-title.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [titled(data?.title ?? "")];

/** What a certificate certifies: the address that its credential gives (OB 3.0 Achievement id). */
export async function loader({ context, params: { id = "", edition = "" } }: LoaderFunctionArgs) {
  return json(found(await achievementOf(context.db, id, edition)));
}

export default function Achievement() {
  return <AchievementPage {...useLoaderData<typeof loader>()} />;
}
