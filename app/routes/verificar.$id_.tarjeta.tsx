import type { LoaderFunctionArgs } from "@remix-run/node";
import { cardDocument } from "#app/domain/credentials/card-document.tsx";
import { sharedCard } from "#app/domain/credentials/card-queries.server.ts";
import stylesheet from "#app/ui/styles/site.scss?url";

/** The card that other sites frame: only of a certificate that its holder shares. */
export async function loader({ context, params: { id = "" } }: LoaderFunctionArgs) {
  const { db, now, language } = context;
  const shared = await sharedCard(db, id, now);
  const card = shared && { ...shared, checkedAt: now.toISOString() };
  return new Response(cardDocument({ card, language, stylesheet }), {
    status: card ? 200 : 404,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "private, no-store",
      "X-Robots-Tag": "noindex, noarchive",
    },
  });
}
