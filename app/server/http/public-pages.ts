import type { Request } from "express";
import { isLanguage, preferredLanguage } from "#app/i18n/translate.ts";
import { ByteCache } from "#app/kernel/byte-cache.ts";
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

/** Bytes of pages kept in a process, each plain and compressed. */
const MOST_KEPT = 12 * 1024 * 1024;

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
  const entries = new ByteCache<Entry>(MOST_KEPT);
  const asking = new Map<string, Promise<string | null>>();
  const rendering = new Map<string, Promise<Entry | null>>();

  function currentVersion(key: string, page: PublicPage, match: RegExpMatchArray) {
    const asked = asking.get(key);
    if (asked) return asked;
    const question = within(patience, page.version(db, match)).finally(() => asking.delete(key));
    asking.set(key, question);
    return question;
  }

  /** What `render` answers; also kept, when it is a page. */
  async function renderNow<Other>(
    key: string,
    version: string,
    askedAt: number,
    render: () => Promise<WholeResponse | Other>,
  ): Promise<{ answer: WholeResponse | Other; entry: Entry | null }> {
    const answer = await render();
    if (!isWhole(answer) || answer.status !== 200) return { answer, entry: null };
    const page = await withEncodings(answer);
    const entry = { page, version, checkedAt: askedAt };
    entries.set(key, entry, weightOf(page) + key.length * 2);
    return { answer: page, entry };
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
      // What answers HEAD has no body to keep.
      if (version === null || request.method !== "GET") return render();
      // After a change everybody asks at once: one of them renders for all.
      const same = `${key} ${version}`;
      const begun = rendering.get(same);
      const shared = begun && (await begun);
      if (shared) return shared.page;
      const work = renderNow(key, version, askedAt, render);
      rendering.set(
        same,
        work.then(({ entry }) => entry).catch(() => null),
      );
      try {
        return (await work).answer;
      } finally {
        rendering.delete(same);
      }
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

function weightOf({ body, encoded }: KeptPage): number {
  return [bytesOf(body), ...encoded.values()].reduce((sum, bytes) => sum + bytes.length, 0);
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
