import type { Request as ExpressRequest } from "express";
import type { UploadRoom } from "./upload-room.ts";

const MB = 1024 * 1024;

/** Largest body taken, in bytes: the longest form is a fraction of it. */
const LARGEST_BODY = MB;

/** Where more is taken, with what a form of files adds: a photograph, a signed PDF, a folder of them. */
const LARGER: Record<string, number> = {
  "/verificar": 11 * MB,
  "/verificar/varios": 11 * MB,
  "/api/v1/verify": 2 * MB,
  "/autoria/preguntas/importar": 11 * MB,
};

/** A page of an exam, whose answers may be files; each is at most 10 MB. */
const EXAM_PAGE = /^\/cursos\/[^/]+\/examen\/(\d{1,3}|preguntas)$/;
const WITH_FILES = 11 * MB;

export type Body = Buffer<ArrayBuffer> | undefined;

export const tooLarge = Symbol("too-large");
export const noRoom = Symbol("no-room");

/** A body that was read, and how to give back the room that it took. */
export interface ReadBody {
  body: Body;
  /** It holds files to keep: such are answered one after another. */
  inTurn: boolean;
  done(): void;
}

const NO_BODY: ReadBody = { body: undefined, inTurn: false, done() {} };

/**
 * The body of an unsafe request, read whole (small ones cost a tenth of a stream); undefined for
 * a request without one. One that is larger than a form's needs room, and gives it back when its
 * answer is made.
 */
export async function readBody(
  request: ExpressRequest,
  room: UploadRoom,
): Promise<ReadBody | typeof tooLarge | typeof noRoom> {
  if (request.method === "GET" || request.method === "HEAD") return NO_BODY;
  const largest = largestOf(request);
  if (Number(request.headers["content-length"] ?? 0) > largest) return tooLarge;
  const address = request.ip ?? "unknown";
  const chunks: Buffer[] = [];
  let size = 0;
  let taken = 0;
  const done = () => {
    room.give(address, taken);
    taken = 0;
  };
  let refusal: typeof tooLarge | typeof noRoom | null = null;
  try {
    // What is refused is still answered: its stream must not take the connection along.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      const more = size > LARGEST_BODY ? size - taken : 0;
      if (size > largest) refusal = tooLarge;
      else if (more > 0 && !room.take(address, more)) refusal = noRoom;
      if (refusal) break;
      taken += more;
      chunks.push(chunk);
    }
  } catch (error) {
    done();
    throw error;
  }
  if (!refusal) {
    const inTurn = size > LARGEST_BODY && EXAM_PAGE.test(request.path);
    return { body: Buffer.concat(chunks), inTurn, done };
  }
  done();
  // What still comes is let fall, so that the connection can take the next request.
  request.resume();
  return refusal;
}

function largestOf({ method, path }: ExpressRequest): number {
  if (method !== "POST") return LARGEST_BODY;
  if (EXAM_PAGE.test(path)) return WITH_FILES;
  return (Object.hasOwn(LARGER, path) && LARGER[path]) || LARGEST_BODY;
}
