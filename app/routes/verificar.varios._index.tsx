import { type ActionFunctionArgs, json } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { startBulk } from "#app/domain/credentials/bulk.server.ts";
import type { BulkFault } from "#app/domain/credentials/bulk.ts";
import { BulkForm } from "#app/domain/credentials/bulk-view.tsx";
import { MOST_BYTES } from "#app/domain/credentials/uploads.server.ts";
import { paths } from "#app/paths.ts";
import { postedForm } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("credentials.bulk.title");

export async function action({ context, request }: ActionFunctionArgs) {
  const file = (await postedForm(request)).get("archivo");
  if (!(file instanceof File)) return refuse("nothing");
  if (file.size > MOST_BYTES) return refuse("too-large-file");
  const bytes = Buffer.from(await file.arrayBuffer());
  const outcome = await startBulk(context.db, context.address, bytes, context.now);
  return outcome.ok ? seeOther(paths.bulkVerification(outcome.value.id)) : refuse(outcome.reason);
}

function refuse(reason: BulkFault) {
  const problems = { archivo: { key: `credentials.bulk.fault.${reason}` as const } };
  if (reason !== "too-many") return json({ problems, values: {} }, 400);
  return json({ problems, values: {} }, { status: 429, headers: { "Retry-After": "3600" } });
}

export default function VerifyMany() {
  return <BulkForm state={useActionData<typeof action>() ?? null} />;
}
