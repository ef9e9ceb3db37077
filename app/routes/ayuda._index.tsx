import { useLoaderData } from "@remix-run/react";
import { manuals } from "#app/domain/program/manuals.server.ts";
import { ManualList } from "#app/domain/program/manuals.tsx";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("program.help.title");

export const loader = () => ({
  manuals: manuals.map(({ slug, title, summary }) => ({ slug, title, summary })),
});

export default function Help() {
  return <ManualList {...useLoaderData<typeof loader>()} />;
}
