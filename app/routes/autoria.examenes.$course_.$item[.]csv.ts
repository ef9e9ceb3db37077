import type { LoaderFunctionArgs } from "@remix-run/node";
import { canSeeStatistics } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { itemCsv } from "#app/domain/psychometrics/export.ts";
import { itemReport } from "#app/domain/psychometrics/queries.server.ts";
import { translator } from "#app/i18n/translate.ts";
import { unlistedDownload } from "#app/server/http/file-response.ts";
import { found } from "#app/server/http/found.ts";

/** The options of an item as a table for spreadsheets. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const { course = "", item: itemId = "" } = params;
  const viewer = await requireRight(context, request, (who) => canSeeStatistics(who, course));
  const hash = new URL(request.url).searchParams.get("version");
  const { item, source } = found(await itemReport(context.db, viewer, course, { itemId, hash }));
  const t = translator(context.language);
  const text = itemCsv(item, source, {
    header: (column) => t(`psychometrics.csv.${column}`),
    true: t("assessment.question.true"),
    false: t("assessment.question.false"),
    blank: t("psychometrics.item.blank"),
  });
  return unlistedDownload("text/csv; charset=utf-8", text, `${itemId}.csv`);
}
