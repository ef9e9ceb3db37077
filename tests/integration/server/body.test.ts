import { request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, describe, expect, test } from "vitest";
import { noRoom, readBody, tooLarge } from "#app/server/http/body.ts";
import { createUploadRoom } from "#app/server/http/upload-room.ts";

const MB = 1024 * 1024;
const room = createUploadRoom(16 * MB, 12 * MB);

/** Answers what became of the body; one that asks to wait keeps its room until it is let go. */
const kept: (() => void)[] = [];
const app = express();
app.use(async (request, response) => {
  const read = await readBody(request, room);
  if (read === tooLarge) return response.status(413).end();
  if (read === noRoom) return response.status(503).end();
  if (request.headers.prefer === "wait") kept.push(read.done);
  else read.done();
  response.end(String(read.body?.length));
});
const server = app.listen(0, "127.0.0.1");
await new Promise((resolve) => server.once("listening", resolve));
const { port } = server.address() as AddressInfo;
afterAll(() => void server.close());

/** Sends a body in pieces, with its length or without. */
function send(path: string, size: number, options: { declared?: boolean; wait?: boolean } = {}) {
  const { declared = true, wait = false } = options;
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const headers = {
      ...(declared && { "Content-Length": size }),
      ...(wait && { Prefer: "wait" }),
    };
    const sent = httpRequest({ port, path, method: "POST", headers }, async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, text });
    });
    sent.on("error", reject);
    const piece = Buffer.alloc(256 * 1024);
    for (let left = size; left > 0; left -= piece.length) sent.write(piece.subarray(0, left));
    sent.end();
  });
}

describe("a body", () => {
  test.each([
    ["/cursos", MB, 200],
    ["/cursos", MB + 1, 413],
    ["/verificar", 11 * MB, 200],
    ["/verificar", 11 * MB + 1, 413],
    ["/verificar/varios", 11 * MB, 200],
    ["/verificar/AAAAAAAAAAAAAAAAAAAAAA", 2 * MB, 413],
    ["/api/v1/verify", 2 * MB, 200],
    ["/api/v1/verify", 2 * MB + 1, 413],
    ["/constructor", MB + 1, 413],
    ["/cursos/agua/examen/12", 11 * MB, 200],
    ["/cursos/agua/examen/preguntas", 11 * MB, 200],
    ["/cursos/agua/examen/12", 11 * MB + 1, 413],
    ["/cursos/agua/examen/entregar", MB + 1, 413],
    ["/cursos/agua/examen/respuestas", MB + 1, 413],
    ["/cursos/a/b/examen/1", MB + 1, 413],
  ])("to %s of %d bytes is answered %d, with a length or without", async (path, size, status) => {
    for (const declared of [true, false]) {
      expect((await send(path, size, { declared })).status).toBe(status);
    }
  });

  test("is read whole", async () => {
    expect((await send("/verificar", 5 * MB + 7)).text).toBe(String(5 * MB + 7));
  });

  test("for which there is no room is refused, and the room comes back", async () => {
    expect((await send("/verificar", 10 * MB, { wait: true })).status).toBe(200);
    expect((await send("/verificar", 10 * MB)).status).toBe(503);
    expect((await send("/cursos", MB)).status).toBe(200);
    for (const done of kept.splice(0)) done();
    expect((await send("/verificar", 10 * MB)).status).toBe(200);
  });

  test("of 50 MB is refused before it is sent", async () => {
    const answered = await new Promise<{ status: number; sent: number }>((resolve, reject) => {
      const headers = { "Content-Length": 50 * MB };
      const path = "/cursos/agua/examen/1";
      const to = { port, path, method: "POST", headers, agent: false };
      const sent = httpRequest(to, (response) => {
        resolve({ status: response.statusCode ?? 0, sent: sent.socket?.bytesWritten ?? 0 });
        sent.destroy();
      });
      sent.on("error", reject);
      sent.write(Buffer.alloc(1024));
    });
    expect(answered.status).toBe(413);
    expect(answered.sent).toBeLessThan(MB);
  });
});
