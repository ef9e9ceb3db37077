import type { IncomingMessage } from "node:http";
import type { AppLoadContext } from "@remix-run/node";
import { isLanguage, type Language, preferredLanguage } from "#app/i18n/translate.ts";
import type { Config } from "../config.ts";
import type { Database } from "../db.ts";
import type { Logger } from "../log.ts";
import type { Secret } from "../secret.ts";
import { readCookies } from "./cookies.ts";

/**
 * What an entrance starts and hands on to the routes of a room; the room declares its own.
 * @public rooms add to it by module augmentation
 */
// biome-ignore lint/suspicious/noEmptyInterface: rooms add to it, which a type cannot have done
export interface Given {}

/** What one process has, and each request may use. */
export interface Services {
  given: Given;
  db: Database;
  config: Config;
  secret: Secret;
  log: Logger;
}

/** What a route's loader and action get beside the request. */
interface AppContext extends Services {
  /** Origin for links: PUBLIC_URL, else the one the request came to. */
  origin: string;
  language: Language;
  cookies: Readonly<Record<string, string>>;
  /** The person's address, through trusted proxies only. */
  address: string;
  requestId: string;
  /** The one moment of this request. */
  now: Date;
  /** Values worked out once a request, by name. */
  memo: Map<string, unknown>;
  /** Runs another request of the same person through the site, as if it had just come. */
  replay(request: Request): Promise<Response>;
}

declare module "@remix-run/node" {
  interface AppLoadContext extends AppContext {}
}

/** The facts of a request that do not come from Express. */
export interface RequestFacts {
  origin: string;
  address: string;
  requestId: string;
  replay: AppContext["replay"];
}

/** Makes the context of one request. */
export function createContext(
  services: Services,
  request: IncomingMessage,
  facts: RequestFacts,
): AppLoadContext {
  const cookies = readCookies(request.headers.cookie);
  const chosen = cookies.idioma;
  return {
    ...services,
    ...facts,
    cookies,
    language: isLanguage(chosen)
      ? chosen
      : preferredLanguage(request.headers["accept-language"] ?? null),
    now: new Date(),
    memo: new Map(),
  };
}
