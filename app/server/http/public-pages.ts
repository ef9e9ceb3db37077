import type { Request } from "express";
import { isLanguage, preferredLanguage } from "#app/i18n/translate.ts";
import type { Database } from "../db.ts";
import { bytesOf, compress, type Encoding, type WholeResponse } from "./adapter.ts";
import { readCookies } from "./cookies.ts";

/**
 * A page that is the same for everybody who is not logged in, with a question
 * cheap enough to ask often: which version of what it shows is current?
 */
export interface PublicPage {
  path: RegExp;
  /** A text that changes whenever the page would. Null = do not keep this one. */
  version(db: Database, match: RegExpMatchArray): Promise<string | null>;
}

interface KeptPage extends WholeResponse {
  encoded: ReadonlyMap<Encoding, Buffer>;
}

export interface PublicPages {
  /** The kept page if it is still true, else what `render` answers, kept when it may be. */
  through<Other>(
    request: Request,
    sessionCookie: string,
    render: () => Promise<WholeResponse | Other>,
  ): Promise<WholeResponse | KeptPage | Other>;
}

/** Milliseconds that a kept page is believed without asking; a revocation shows within a second. */
const BELIEVED_FOR = 400;
const MOST_PAGES = 2000;

/** Milliseconds for a version: a database that hangs must not hold the request for ever. */
const PATIENCE = 2000;

interface Entry {
  page: KeptPage;
  version: string;
  checkedAt: number;
}

/** Keeps rendered public pages in this process, each checked against its version. */
export function createPublicPages(
  db: Database,
  pages: readonly PublicPage[],
  clock: () => number = Date.now,
  patience: number = PATIENCE,
): PublicPages {
  const entries = new Map<string, Entry>();
  const asking = new Map<string, Promise<string | null>>();

  function currentVersion(key: string, page: PublicPage, match: RegExpMatchArray) {
    const asked = asking.get(key);
    if (asked) return asked;
    const question = within(patience, page.version(db, match)).finally(() => asking.delete(key));
    asking.set(key, question);
    return question;
  }

  function keep(key: string, entry: Entry) {
    entries.delete(key);
    entries.set(key, entry);
    if (entries.size > MOST_PAGES) entries.delete(entries.keys().next().value as string);
  }

  return {
    async through(request, sessionCookie, render) {
      const found = matching(request, pages, sessionCookie);
      if (!found) return render();
      const { key, page, match } = found;
      const known = entries.get(key);
      const askedAt = clock();
      if (known && askedAt - known.checkedAt < BELIEVED_FOR) return known.page;

      const version = await currentVersion(key, page, match);
      if (known && version === known.version) {
        known.checkedAt = askedAt;
        return known.page;
      }
      entries.delete(key);
      const answer = await render();
      // What answers HEAD has no body to keep.
      const isKept = version !== null && request.method === "GET" && isWhole(answer);
      if (!isKept || answer.status !== 200) return answer;
      const kept = await withEncodings(answer);
      keep(key, { page: kept, version, checkedAt: askedAt });
      return kept;
    },
  };
}

function matching(request: Request, pages: readonly PublicPage[], sessionCookie: string) {
  if (request.method !== "GET" && request.method !== "HEAD") return null;
  // These pages ask nothing of their address: keeping one for each query would fill the memory.
  if (request.originalUrl.includes("?")) return null;
  for (const page of pages) {
    const match = request.path.match(page.path);
    if (!match) continue;
    const cookies = readCookies(request.headers.cookie);
    if (cookies[sessionCookie]) return null;
    const language = isLanguage(cookies.idioma)
      ? cookies.idioma
      : preferredLanguage(request.headers["accept-language"] ?? null);
    const accept = request.headers.accept?.includes("text/html") ? "html" : "other";
    return {
      page,
      match,
      key: `${request.originalUrl} ${language} ${accept} ${request.headers.host}`,
    };
  }
  return null;
}

/** The answer, or within so many milliseconds the error of a database that is away. */
function within<Value>(milliseconds: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error("no version in time"), { code: "CONNECT_TIMEOUT" });
    timer = setTimeout(() => reject(error), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function isWhole(answer: unknown): answer is WholeResponse {
  return typeof answer === "object" && answer !== null && "body" in answer;
}

async function withEncodings(whole: WholeResponse): Promise<KeptPage> {
  const body = bytesOf(whole.body);
  const [br, gzip] = await Promise.all([compress(body, "br"), compress(body, "gzip")]);
  return {
    ...whole,
    body,
    encoded: new Map<Encoding, Buffer>([
      ["br", br],
      ["gzip", gzip],
    ]),
  };
}
