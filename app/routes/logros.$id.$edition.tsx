import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AchievementPage } from "#app/domain/credentials/achievement-page.tsx";
import { achievementOf } from "#app/domain/credentials/achievement-queries.server.ts";
import { found } from "#app/server/http/found.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle<{ title: string }>("credentials.achievement.page", ({ title }) => ({
  title,
}));

/** What a certificate certifies: the address that its credential gives (OB 3.0 Achievement id). */
export async function loader({ context, params: { id = "", edition = "" } }: LoaderFunctionArgs) {
  return json(found(await achievementOf(context.db, id, edition)));
}

export default function Achievement() {
  return <AchievementPage {...useLoaderData<typeof loader>()} />;
}
