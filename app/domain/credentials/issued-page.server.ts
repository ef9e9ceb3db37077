import { z } from "zod";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Database } from "#app/server/db.ts";
import type { IssuedListProps, IssuedView } from "./issued.ts";
import { type IssuedCredential, issuedCredential, issuedCredentials } from "./queries.server.ts";
import { verify } from "./verification.ts";

const Search = z.object({
  texto: z.string().max(300).catch(""),
  pagina: z.coerce.number().int().min(1).max(10_000).catch(1),
});

/** What the address of the list asks for; nonsense asks for the whole first page. */
export function searchIn(url: URL): { search: string; page: number } {
  const { texto, pagina } = Search.parse(Object.fromEntries(url.searchParams));
  return { search: texto, page: pagina };
}

/** A page of the list of issued certificates, ready to show. */
export async function issuedList(
  db: Database,
  viewer: Viewer,
  { search, page }: { search: string; page: number },
  now: Date,
): Promise<IssuedListProps> {
  const { found, more } = await issuedCredentials(db, viewer, search, page);
  return { search, page, more, found: found.map((credential) => viewOf(credential, now)) };
}

/** One issued certificate, ready to show; null for one that the viewer's right does not reach. */
export async function issuedPage(
  db: Database,
  viewer: Viewer,
  id: string,
  now: Date,
): Promise<IssuedView | null> {
  const found = await issuedCredential(db, viewer, id);
  return found && viewOf(found, now);
}

function viewOf(credential: IssuedCredential, now: Date): IssuedView {
  const { id, claims, revocation, note, revokedBy } = credential;
  return {
    id,
    claims,
    verdict: verify(credential, now).verdict,
    revocation: revocation && {
      at: revocation.at.toISOString(),
      reason: revocation.reason,
      note,
      by: revokedBy ?? "",
    },
  };
}
