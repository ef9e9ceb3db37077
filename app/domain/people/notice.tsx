import type { Key } from "#app/i18n/translate.ts";
import { Notice as Banner } from "#app/ui/notice.tsx";
import { useT } from "#app/ui/request.tsx";

/** What a page says once, after a redirect, by the word in its address. */
const NOTICES = {
  "correo-confirmado": "people.notice.email-verified",
  "email-taken": "people.email.taken",
  "link-used": "people.refused.link-used",
  "enlace-enviado": "people.notice.link-sent",
  "clave-nueva": "people.notice.password-new",
  guardado: "people.notice.saved",
  ajeno: "people.notice.kept-of-another",
  caducado: "people.notice.kept-expired",
  borrada: "people.notice.erased",
  confirmado: "people.notice.confirmed",
  terminado: "people.notice.ended",
  rol: "people.notice.role",
  unidas: "people.notice.merged",
  salio: "people.notice.logged-out",
} as const satisfies Record<string, Key>;

const WARNINGS: ReadonlySet<string> = new Set(["ajeno", "caducado", "email-taken", "link-used"]);

export type NoticeName = keyof typeof NOTICES;

/** The notice that an address asks for; any other word is none. */
export function noticeOf(url: string): NoticeName | null {
  const name = new URL(url).searchParams.get("aviso") ?? "";
  return Object.hasOwn(NOTICES, name) ? (name as NoticeName) : null;
}

export function Notice({ name }: { name: NoticeName | null }) {
  const t = useT();
  if (!name) return null;
  return (
    <Banner title={t(NOTICES[name])} kind={WARNINGS.has(name) ? "warning" : "success"} announce />
  );
}
