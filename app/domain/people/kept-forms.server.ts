import type { AppLoadContext } from "@remix-run/node";
import { sql } from "drizzle-orm";
import type { Database } from "#app/server/db.ts";
import { PERSON_COOKIE } from "#app/server/http/cookies.ts";
import type { Secret } from "#app/server/secret.ts";
import { spend } from "./limits.server.ts";
import { issueToken, redeemToken } from "./tokens.server.ts";

/** Bytes of the largest form that is kept. */
const LARGEST = 64 * 1024;

/** Kinds of body that a plain HTML form sends. */
const FORM_TYPE = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/;

/** A form as it was posted when nobody was logged in any more. */
interface KeptForm {
  path: string;
  contentType: string;
  /** Latin-1, so that every byte comes back as it was. */
  body: string;
}

/** The value of the cookie that says who logged in here last. */
export const personCookie = (secret: Secret, userId: string): string =>
  `${userId}.${secret.sign("person-cookie", userId)}`;

/** Who logged in last with this browser, by a cookie only this installation can have made. */
export function lastPersonOf({ cookies, secret }: AppLoadContext): string | null {
  const [userId = "", tag = ""] = (cookies[PERSON_COOKIE] ?? "").split(".");
  return userId && secret.verify("person-cookie", userId, tag) ? userId : null;
}

/**
 * Keeps a posted form for `userId`; answers the token to find it by, or null if
 * it is too large, not a form, one with a password (no table holds those as they
 * are typed), or one too many in an hour. It waits a day.
 */
export async function keepForm(
  db: Database,
  userId: string,
  request: Request,
  now: Date,
): Promise<string | null> {
  const contentType = request.headers.get("content-type") ?? "";
  if (request.method !== "POST" || !FORM_TYPE.test(contentType)) return null;
  const body = await readAtMost(request, LARGEST);
  if (!body || (await holdsPassword(body, contentType))) return null;
  const known = await db.execute(sql`select 1 from users where id = ${userId}`);
  if (known.length === 0) return null;
  if (!(await spend(db, [["form kept by account", userId]], now))) return null;
  const { pathname, search } = new URL(request.url);
  const form: KeptForm = { path: pathname + search, contentType, body: body.toString("latin1") };
  return issueToken(db, "keep-form", { userId, payload: { ...form }, now });
}

export type Applied =
  | { found: false }
  /** It was somebody else's: discarded, never applied in another's name. */
  | { found: true; own: false }
  | { found: true; own: true; response: Response };

/** Applies the kept form as the person who has logged in again, once; somebody else's is discarded. */
export async function applyKeptForm(
  context: AppLoadContext,
  token: string,
  userId: string,
): Promise<Applied> {
  const kept = await redeemToken(context.db, "keep-form", token, context.now);
  if (!kept) return { found: false };
  if (kept.userId !== userId) return { found: true, own: false };
  const form = kept.payload as unknown as KeptForm;
  const response = await context.replay(
    new Request(new URL(form.path, context.origin), {
      method: "POST",
      headers: {
        "Content-Type": form.contentType,
        "Accept-Language": context.language,
      },
      body: Buffer.from(form.body, "latin1"),
    }),
  );
  return { found: true, own: true, response: await answeredElsewhere(response, form.path) };
}

/** A page that answers at another address than its own: its forms must still post to their own. */
async function answeredElsewhere(response: Response, path: string): Promise<Response> {
  const headers = new Headers(response.headers);
  if (!/^text\/html/.test(headers.get("content-type") ?? "")) return response;
  headers.delete("content-length");
  const action = path.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const html = (await response.text()).replace(
    /<form(?![^>]*\saction=)/g,
    () => `<form action="${action}"`,
  );
  return new Response(html, { status: response.status, headers });
}

async function holdsPassword(body: Buffer, contentType: string): Promise<boolean> {
  const copy = new Response(new Uint8Array(body), { headers: { "Content-Type": contentType } });
  const fields = await copy.formData().catch(() => null);
  return !fields || [...fields.keys()].some((name) => /password/i.test(name));
}

async function readAtMost(request: Request, limit: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (!request.body) return Buffer.alloc(0);
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
