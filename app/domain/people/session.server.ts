import type { AppLoadContext } from "@remix-run/node";
import type { Viewer } from "./viewer.ts";

/** Who is asking, or null; one query a request, however often it is asked. */
export async function viewerOf(_context: AppLoadContext): Promise<Viewer | null> {
  return null;
}
