import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface JsonAnswer {
  status: number;
  body: unknown;
}

export interface JsonQuestion {
  method: string;
  path: string;
  /** The body as it came; empty without one. */
  text: string;
}

export interface JsonServer {
  port: number;
  /** Ends once what is under way is answered. */
  close(): Promise<void>;
}

/** The only address on which a command listens: programs of this machine reach it, and no other. */
export const LOOPBACK = "127.0.0.1";

/** Bytes of a body. */
const LARGEST = 1024 * 1024;

/** Milliseconds for a request's headers, and for the whole of it. */
const TIMES = { headersTimeout: 5000, requestTimeout: 10_000, connectionsCheckingInterval: 1000 };

/**
 * Asks `answer` for each request and sends what it says as JSON. It listens on 127.0.0.1 only,
 * and refuses names that a page elsewhere could give to this address. What is too large or not
 * UTF-8 never reaches `answer`; an error that it throws is told to `onError` and not to the client.
 */
export function serveJson(
  port: number,
  answer: (question: JsonQuestion) => Promise<JsonAnswer>,
  onError: (error: unknown) => void,
): Promise<JsonServer> {
  const server = createServer(TIMES, async (request, response) => {
    try {
      const asked = await questionOf(request);
      send(response, "status" in asked ? asked : await answer(asked));
    } catch (error) {
      if (request.destroyed && !request.complete) return;
      onError(error);
      send(response, fault(500, "unexpected"));
    }
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: LOOPBACK }, () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeIdleConnections();
          }),
      }),
    );
  });
}

const fault = (status: number, error: string): JsonAnswer => ({
  status,
  body: { errors: [error] },
});

async function questionOf(request: IncomingMessage): Promise<JsonQuestion | JsonAnswer> {
  const { method = "GET", headers, url = "/" } = request;
  // A name of somebody's that points here (DNS rebinding) is not this server.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? "")) return fault(421, "host");
  const isJson = /^application\/([\w.-]+\+)?json\b/.test(headers["content-type"] ?? "");
  // A page elsewhere may post forms and text without asking first.
  if (method === "POST" && !isJson) return fault(415, "content-type");
  const bytes = await bodyOf(request);
  if (!bytes) return fault(413, "too-large");
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { method, path: url.split("?")[0] ?? "/", text };
  } catch {
    return fault(400, "not-utf-8");
  }
}

/** The body; null when it is too large, of which the rest is not kept. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LARGEST) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size > LARGEST ? null : Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, body }: JsonAnswer): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" });
  response.end(`${JSON.stringify(body)}\n`);
}
