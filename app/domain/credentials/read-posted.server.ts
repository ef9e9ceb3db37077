import type { Key } from "#app/i18n/translate.ts";
import { type Lookup, readLookup } from "./issuing/code.ts";
import { readSent } from "./sent.ts";
import { readUpload, type Uploads } from "./uploads.server.ts";
import type { SentText } from "./verify-sent.server.ts";

/** The field that a fault is about. */
type Field = "codigo" | "archivo";

/** What was posted to be checked: a text, a code or id of ours, or why it is neither. */
export type Posted =
  | ({ by: "text"; field: Field } & SentText)
  | Exclude<Lookup, { by: "nothing" }>
  | { by: "nothing"; field: Field; problem: Key };

/** Reads what a person sent: the file when there is one, else what was typed. */
export async function readPosted(uploads: Uploads, form: FormData): Promise<Posted> {
  const file = form.get("archivo");
  if (file instanceof File && file.size > 0) return readPostedFile(uploads, file);
  const typed = form.get("codigo");
  const sent = readSent(typeof typed === "string" ? typed : "");
  if (sent.by === "text") return { ...sent, field: "codigo" };
  if (sent.by !== "nothing") return sent;
  const reason = sent.reason === "empty" ? "nothing" : sent.reason;
  return { by: "nothing", field: "codigo", problem: `credentials.verify.problem.${reason}` };
}

async function readPostedFile(uploads: Uploads, file: File): Promise<Posted> {
  const field = "archivo";
  const upload = await readUpload(uploads, new Uint8Array(await file.arrayBuffer()));
  if ("fault" in upload) {
    return { by: "nothing", field, problem: `credentials.verify.upload.${upload.fault}` };
  }
  if (upload.kind === "credential-text") {
    return { by: "text", field, text: upload.text, ...(upload.pdf && { pdf: upload.pdf }) };
  }
  const lookup = readLookup(upload.text);
  if (lookup.by !== "nothing") return lookup;
  return { by: "nothing", field, problem: "credentials.verify.problem.address-elsewhere" };
}
