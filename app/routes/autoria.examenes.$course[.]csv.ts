import type { LoaderFunctionArgs } from "@remix-run/node";
import { canSeeStatistics } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { examCsv } from "#app/domain/psychometrics/export.ts";
import { examReport } from "#app/domain/psychometrics/queries.server.ts";
import { translator } from "#app/i18n/translate.ts";
import { unlistedDownload } from "#app/server/http/file-response.ts";
import { found } from "#app/server/http/found.ts";

/** The items of an exam as a table for spreadsheets. */
export async function loader({ context, request, params: { course = "" } }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, (who) => canSeeStatistics(who, course));
  const { statistics } = found(await examReport(context.db, viewer, course));
  const t = translator(context.language);
  const text = examCsv(found(statistics).items, (column) => t(`psychometrics.csv.${column}`));
  return unlistedDownload("text/csv; charset=utf-8", text, `${course}.csv`);
}
