import type { AppLoadContext } from "@remix-run/node";
import { translator } from "#app/i18n/translate.ts";
import { comeBackFor, unlistedFile } from "#app/server/http/file-response.ts";
import { found } from "#app/server/http/found.ts";
import {
  CREDENTIAL_FORMS,
  credentialForm,
  type FormName,
} from "./issuing/credential-forms.server.ts";

/** Forms that a program of another site may read: they are made to be checked by anybody. */
const FOR_PROGRAMS: readonly FormName[] = ["json", "jwt"];

/**
 * The answer to who asks for a certificate in one of its forms: a file that no search engine
 * lists; for a moment after the issue, when to come back.
 */
export async function answerWithForm(
  context: AppLoadContext,
  request: Request,
  id: string,
  name: FormName,
): Promise<Response> {
  const form = await credentialForm(context.db, id, name, context.now);
  if (form === "not-ready") {
    return comeBackFor(translator(context.language)("credentials.no-verdict.soon"), 5);
  }
  const { bytes, code } = found(form === "unknown" ? null : form);
  const mediaType = mediaTypeFor(name, request.headers.get("accept"));
  const response = unlistedFile(
    { mediaType, bytes: typeof bytes === "string" ? Buffer.from(bytes) : bytes },
    `certificado-${code}.${name}`,
  );
  if (FOR_PROGRAMS.includes(name)) response.headers.set("Access-Control-Allow-Origin", "*");
  return response;
}

/** A JSON-LD reader that asks by its own name is answered by it. */
function mediaTypeFor(name: FormName, accept: string | null): string {
  const { mediaType } = CREDENTIAL_FORMS[name];
  const asked = accept ?? "";
  const isForLinkedData = name === "json" && asked.includes("application/ld+json");
  return isForLinkedData && !asked.includes(mediaType) ? "application/ld+json" : mediaType;
}
