import type { LoaderFunctionArgs } from "@remix-run/node";
import { storedPdf } from "#app/domain/credentials/stored-pdf.server.ts";
import { translator } from "#app/i18n/translate.ts";

const PRIVATE = { "X-Robots-Tag": "noindex, noarchive" };

/** The PDF that was kept at issue. */
export async function loader({ context, params: { id = "" } }: LoaderFunctionArgs) {
  const pdf = await storedPdf(context.db, id);
  if (pdf === "unknown") throw new Response(null, { status: 404 });
  if (pdf === "not-ready") {
    return new Response(translator(context.language)("credentials.format.pdf-soon"), {
      status: 503,
      headers: { ...PRIVATE, "Retry-After": "5", "Content-Type": "text/plain; charset=utf-8" },
    });
  }
  return new Response(new Uint8Array(pdf.bytes), {
    headers: {
      ...PRIVATE,
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="certificado-${pdf.code}.pdf"`,
      "Cache-Control": "private, no-cache",
    },
  });
}
