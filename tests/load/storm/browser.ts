import { Agent, type IncomingMessage, request as send } from "node:http";
import { gunzipSync } from "node:zlib";

/** What came back; status 0 = nothing, or not all of it. */
export interface Answer {
  status: number;
  location: string | null;
  /** Seconds after which the page asks for itself again; null = it does not. */
  refresh: number | null;
  text: string;
}

export interface BrowserOptions {
  /** Connections kept open. */
  connections?: number;
  /** Milliseconds that an answer is waited for. */
  patience?: number;
}

/** One person's browser: connections of its own, kept open, and a session's cookie. */
export class Browser {
  /** How often each status came, 0 too. */
  readonly statuses: Record<number, number> = {};
  private readonly agent: Agent;
  private readonly origin: string;
  private readonly cookie: string;
  private readonly patience: number;

  constructor(
    origin: string,
    cookie: string,
    { connections = 2, patience = 15_000 }: BrowserOptions = {},
  ) {
    this.origin = origin;
    this.cookie = cookie;
    this.patience = patience;
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  get(path: string): Promise<Answer> {
    return this.ask("GET", path, { accept: "text/html" });
  }

  post(path: string, accept: string, fields: [string, string][]): Promise<Answer> {
    const headers = {
      accept,
      origin: this.origin,
      "sec-fetch-site": "same-origin",
      "content-type": "application/x-www-form-urlencoded",
    };
    return this.ask("POST", path, headers, new URLSearchParams(fields).toString());
  }

  close(): void {
    this.agent.destroy();
  }

  private async ask(
    method: string,
    path: string,
    headers: Record<string, string>,
    body = "",
  ): Promise<Answer> {
    const answer = await new Promise<Answer>((resolve) => {
      const broken = () => resolve({ status: 0, location: null, refresh: null, text: "" });
      const asked = send(
        this.origin + path,
        {
          method,
          agent: this.agent,
          signal: AbortSignal.timeout(this.patience),
          headers: {
            ...headers,
            cookie: this.cookie,
            "accept-encoding": "gzip",
            "accept-language": "es",
            ...(method === "POST" && { "content-length": Buffer.byteLength(body) }),
          },
        },
        (response) => read(response).then(resolve, broken),
      );
      asked.on("error", broken);
      asked.end(body);
    });
    this.statuses[answer.status] = (this.statuses[answer.status] ?? 0) + 1;
    return answer;
  }
}

async function read(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const { location = null, refresh, "content-encoding": encoding } = response.headers;
  return {
    status: response.statusCode ?? 0,
    location,
    refresh: refresh === undefined ? null : Number.parseFloat(String(refresh)),
    text: (encoding === "gzip" ? gunzipSync(body) : body).toString(),
  };
}
