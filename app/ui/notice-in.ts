import type { Key } from "#app/i18n/translate.ts";

/** What a page says once after a redirect: the sentence of the word in its address; any other word has none. */
export function noticeIn(notices: Readonly<Record<string, Key>>, url: string): Key | null {
  const name = new URL(url).searchParams.get("aviso") ?? "";
  return Object.hasOwn(notices, name) ? (notices[name] ?? null) : null;
}
