import type { LoaderFunctionArgs } from "@remix-run/node";
import { bulkState } from "#app/domain/credentials/bulk.server.ts";
import { BULK_COLUMNS, bulkCsv } from "#app/domain/credentials/bulk.ts";
import { faultSentence } from "#app/domain/credentials/bulk-faults.ts";
import type { Verdict } from "#app/domain/credentials/verdict.ts";
import { translator } from "#app/i18n/translate.ts";
import { unlistedDownload } from "#app/server/http/file-response.ts";
import { found } from "#app/server/http/found.ts";

/** The results as a table for spreadsheets. */
export async function loader({ context, params: { id = "" } }: LoaderFunctionArgs) {
  const { rows } = found(await bulkState(context.db, id));
  const t = translator(context.language);
  const words = {
    columns: BULK_COLUMNS.map((column) => t(`credentials.bulk.${column}`)),
    verdict: (verdict: Verdict, trial: boolean) =>
      t(`credentials.verdict.${verdict}`) + (trial ? ` ${t("credentials.verdict.of-trial")}` : ""),
    fault: (code: string) => t(faultSentence(code)),
  };
  return unlistedDownload("text/csv; charset=utf-8", bulkCsv(rows, words), `${id}.csv`);
}
