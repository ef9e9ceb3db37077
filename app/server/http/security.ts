import type { NextFunction, Request, Response } from "express";

const policy = (ancestors: "'none'" | "*"): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    `frame-ancestors ${ancestors}`,
    "base-uri 'none'",
  ].join("; ");

const POLICY = policy("'none'");
const FRAMED_POLICY = policy("*");

/** The one page that other sites may frame: a certificate's card, which holds no form and no session. */
const mayBeFramed = (path: string): boolean => /^\/verificar\/[\w-]{22}\/tarjeta$/.test(path);

/** Headers of every answer. Referrer stays same-origin: with no-referrer, Chromium posts `Origin: null`. */
export function securityHeaders(request: Request, response: Response, next: NextFunction): void {
  const framed = mayBeFramed(request.path);
  response.setHeader("Content-Security-Policy", framed ? FRAMED_POLICY : POLICY);
  response.setHeader("Referrer-Policy", "same-origin");
  response.setHeader("X-Content-Type-Options", "nosniff");
  if (!framed) response.setHeader("X-Frame-Options", "DENY");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
  if (request.secure) response.setHeader("Strict-Transport-Security", "max-age=31536000");
  next();
}

/**
 * Whether an unsafe request may have been sent by another site.
 *
 * Remix's own check is passed by with `?_data=` and by resource routes, so this
 * runs before it: `Sec-Fetch-Site` decides; a browser without it sends `Origin`;
 * a request with neither is refused. `/api/v1` ignores cookies and is exempt.
 */
export function isCrossSite(
  method: string,
  path: string,
  headers: Record<string, string | string[] | undefined>,
  origin: string,
): boolean {
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") return false;
  if (path === "/api/v1" || path.startsWith("/api/v1/")) return false;
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin";
  return headers.origin !== origin;
}
