/** RFC 9457: how a program is told why not. */
export interface ProblemDetails {
  status: number;
  /** A sentence. */
  title: string;
  /** A code that does not change. */
  reason: string;
}

export const PROBLEM = "application/problem+json";

/** An answer that says why not. */
export function problem(details: ProblemDetails, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(details), {
    status: details.status,
    headers: { ...headers, "Content-Type": PROBLEM, "Cache-Control": "no-store" },
  });
}
