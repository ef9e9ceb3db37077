import type { LoaderFunctionArgs } from "@remix-run/node";
import { storedPdf } from "#app/domain/credentials/stored-pdf.server.ts";
import { translator } from "#app/i18n/translate.ts";
import { comeBackFor, unlistedFile } from "#app/server/http/file-response.ts";
import { found } from "#app/server/http/found.ts";

/** The PDF that was kept at issue. */
export async function loader({ context, params: { id = "" } }: LoaderFunctionArgs) {
  const pdf = await storedPdf(context.db, id);
  if (pdf === "not-ready") {
    return comeBackFor(translator(context.language)("credentials.format.pdf-soon"), 5);
  }
  const { bytes, code } = found(pdf === "unknown" ? null : pdf);
  return unlistedFile({ mediaType: "application/pdf", bytes }, `certificado-${code}.pdf`);
}
