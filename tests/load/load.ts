/** A request as the generator repeats it. `{uuid}` in a body is a new UUID each time. */
export interface LoadRequest {
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** So much load: the requests in turn, over so many connections that are kept open. */
export interface Load {
  origin: string;
  connections: number;
  seconds: number;
  requests: LoadRequest[];
  /** Status of a right answer. */
  status: number;
}

/** What came of it. */
export interface Outcome {
  /** Mean. */
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Answers with another status, errors and time-outs. */
  failures: number;
}
