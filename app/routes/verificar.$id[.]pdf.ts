import type { LoaderFunctionArgs } from "@remix-run/node";
import { renderPdf } from "#app/domain/credentials/commands.server.ts";
import { registerEntry } from "#app/domain/credentials/queries.server.ts";
import { readFile } from "#app/server/files.ts";

/** The PDF that was kept at issue; of one just issued, rendered now if the worker has not yet. */
export async function loader({ context, params: { id = "" } }: LoaderFunctionArgs) {
  const entry = await registerEntry(context.db, id);
  if (!entry) throw new Response(null, { status: 404 });
  const hash = entry.pdfHash ?? (await renderPdf(context.db, id));
  const file = hash && (await readFile(context.db, hash));
  if (!file) throw new Response(null, { status: 404 });
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="certificado-${entry.claims.code}.pdf"`,
      "Cache-Control": "private, no-cache",
      "X-Robots-Tag": "noindex, noarchive",
    },
  });
}
