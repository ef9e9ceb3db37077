import { z } from "zod";
import { canReissue, canRevoke, canSuspend } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Database } from "#app/server/db.ts";
import { issuedCredential, issuedCredentials } from "./holding/issued-queries.server.ts";
import { type StandingFacts, standingOf } from "./holding/standing.ts";
import {
  ISSUED_NOTICES,
  type IssuedDetails,
  type IssuedListProps,
  type IssuedNotice,
  type IssuedRights,
} from "./issued.ts";

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
  return { search, page, more, found: found.map((one) => judged(one, now)) };
}

/** What a page of one certificate shows. */
export interface IssuedPageData {
  credential: IssuedDetails;
  may: IssuedRights;
}

/** One issued certificate, ready to show; null for one that the viewer's right does not reach. */
export async function issuedPage(
  db: Database,
  viewer: Viewer,
  id: string,
  now: Date,
): Promise<IssuedPageData | null> {
  const found = await issuedCredential(db, viewer, id);
  if (!found) return null;
  const credential = judged(found, now);
  return { credential, may: rightsOver(viewer, credential) };
}

/** What the address says has just been done. */
export function noticeIn(url: string): IssuedNotice | null {
  const said = new URL(url).searchParams.get("aviso");
  return ISSUED_NOTICES.find((notice) => notice === said) ?? null;
}

function rightsOver(viewer: Viewer, credential: IssuedDetails): IssuedRights {
  const { standing, asked, successor } = credential;
  const inForce = standing === "valid" || standing === "expired";
  const mayFollow = !successor && (standing === "valid" || standing === "revoked");
  return {
    revoke: canRevoke(viewer) && standing !== "revoked" && !asked,
    suspend: canSuspend(viewer) && inForce,
    lift: canSuspend(viewer) && standing === "suspended",
    reissue: canReissue(viewer) && !asked && mayFollow,
  };
}

function judged<One extends { facts: StandingFacts }>({ facts, ...known }: One, now: Date) {
  return { ...known, standing: standingOf(facts, now) };
}
