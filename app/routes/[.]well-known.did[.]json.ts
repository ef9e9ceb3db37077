import type { LoaderFunctionArgs } from "@remix-run/node";
import { publishedDidDocument } from "#app/domain/credentials/published-issuer.server.ts";
import { found } from "#app/server/http/found.ts";
import { published } from "#app/server/http/published.ts";

/** The issuer's DID document: https://w3c-ccg.github.io/did-method-web/ */
export async function loader({ context }: LoaderFunctionArgs) {
  const document = found(await publishedDidDocument(context.db, context.origin));
  return published(JSON.stringify(document), "application/did+json", "a-minute");
}
