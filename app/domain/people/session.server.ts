import type { AppLoadContext } from "@remix-run/node";
import { isLanguage } from "#app/kernel/language.ts";
import { paths } from "#app/paths.ts";
import { PERSON_COOKIE, SESSION_COOKIE, setCookie } from "#app/server/http/cookies.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { keepForm, lastPersonOf, personCookie } from "./kept-forms.server.ts";
import { demandsSecondFactor } from "./policy.ts";
import { languageOf } from "./queries.server.ts";
import {
  endSession,
  findSession,
  type KnownSession,
  openSession,
  type SessionPerson,
} from "./sessions.server.ts";
import { DEFAULT_ZONE, type Viewer } from "./viewer.ts";

/** Seconds that the browser keeps the cookies; when a session ends is the server's to say. */
const COOKIE_AGE = 400 * 24 * 60 * 60;

type Found = { session: KnownSession; person: SessionPerson };

/** Who is asking, or null; one query a request, however often it is asked. */
export async function viewerOf(context: AppLoadContext): Promise<Viewer | null> {
  const found = await sessionOf(context);
  return found && !awaitsSecondFactor(found) ? viewerFrom(found) : null;
}

/** Who gave the password and still owes the second factor they set up: nobody yet. */
export async function pendingViewerOf(context: AppLoadContext): Promise<Viewer | null> {
  const found = await sessionOf(context);
  return found && awaitsSecondFactor(found) ? viewerFrom(found) : null;
}

/**
 * Who is asking. Nobody: throws the way to log in and back. What was being
 * posted is kept, and applied after the same person has logged in. Call it
 * before the body is read.
 */
export async function requireViewer(context: AppLoadContext, request: Request): Promise<Viewer> {
  const found = await sessionOf(context);
  if (found && !awaitsSecondFactor(found)) return viewerFrom(found);
  const who = found?.session.userId ?? lastPersonOf(context);
  throw await wayBackThrough(found ? paths.secondFactor() : paths.login(), context, request, who);
}

/**
 * Who is asking, if `test` allows it; else throws 404, as if the page did not
 * exist. Somebody whose role demands a second factor is first sent to set it up.
 */
export async function requireRight(
  context: AppLoadContext,
  request: Request,
  test: (viewer: Viewer) => boolean,
): Promise<Viewer> {
  const viewer = await requireViewer(context, request);
  if (!test(viewer)) throw new Response(null, { status: 404 });
  if (viewer.secondFactor === "needed") {
    throw await wayBackThrough(paths.secondFactor(), context, request, viewer.id);
  }
  return viewer;
}

/** Opens a session in place of the one the browser had, and answers the cookies that carry it. */
export async function logIn(
  context: AppLoadContext,
  request: Request,
  userId: string,
  secondFactorAt: Date | null = null,
): Promise<string[]> {
  const former = await sessionOf(context);
  if (former) await endSession(context.db, former.session.userId, former.session.id);
  const token = await openSession(context.db, userId, {
    userAgent: request.headers.get("user-agent") ?? "",
    secondFactorAt,
    now: context.now,
  });
  const cookies = [
    setCookie(SESSION_COOKIE, token, { maxAge: COOKIE_AGE }),
    setCookie(PERSON_COOKIE, personCookie(context.secret, userId), { maxAge: COOKIE_AGE }),
  ];
  // On a browser where no language was chosen, theirs.
  const language = isLanguage(context.cookies.idioma) ? null : await languageOf(context.db, userId);
  if (language) cookies.push(setCookie("idioma", language, { maxAge: COOKIE_AGE }));
  return cookies;
}

/** The same for somebody whose password or rights have just changed; a second factor given still counts. */
export const logInAgain = (context: AppLoadContext, request: Request, viewer: Viewer) =>
  logIn(context, request, viewer.id, viewer.secondFactor === "given" ? context.now : null);

/** The cookie that takes the session away from the browser. */
export const logOutCookie = (): string => setCookie(SESSION_COOKIE, "", { maxAge: 0 });

/**
 * The cookies that make a browser forget who was here: of a person who leaves it on
 * purpose, whoever comes next keeps no form in their name.
 */
export const forgetBrowser = (): string[] => [
  logOutCookie(),
  setCookie(PERSON_COOKIE, "", { maxAge: 0 }),
];

function sessionOf(context: AppLoadContext): Promise<Found | null> {
  const memo = context.memo.get("people.session") as Promise<Found | null> | undefined;
  if (memo) return memo;
  const token = context.cookies[SESSION_COOKIE];
  const found = token ? findSession(context.db, token, context.now) : Promise.resolve(null);
  context.memo.set("people.session", found);
  return found;
}

function awaitsSecondFactor({ session, person }: Found): boolean {
  return person.hasSecondFactor && session.secondFactorAt === null;
}

function viewerFrom({ session, person }: Found): Viewer {
  const { hasSecondFactor, timeZone, ...known } = person;
  const demanded = demandsSecondFactor(person.grants.map(({ role }) => role));
  return {
    ...known,
    id: session.userId,
    timeZone: timeZone ?? DEFAULT_ZONE,
    secondFactor: hasSecondFactor ? "given" : demanded ? "needed" : "not-needed",
    sessionId: session.id,
  };
}

async function wayBackThrough(
  door: string,
  context: AppLoadContext,
  request: Request,
  who: string | null,
): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const isRead = request.method === "GET" || request.method === "HEAD";
  const kept = isRead || !who ? null : await keepForm(context.db, who, request, context.now);
  const query = new URLSearchParams(
    kept
      ? { guardado: kept }
      : { volver: isRead ? pathname + search : refererPath(context, request) },
  );
  return seeOther(`${door}?${query}`);
}

/** Where an unkept post came from: its own address may answer posts only. */
function refererPath(context: AppLoadContext, request: Request): string {
  const referer = request.headers.get("referer");
  const page = referer && URL.canParse(referer) ? new URL(referer) : null;
  return page?.origin === context.origin ? page.pathname + page.search : paths.mine();
}
