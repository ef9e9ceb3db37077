import { expect, test } from "vitest";
import { createUploadRoom } from "./upload-room.ts";

test("one address fills its part and no more, and another still has room", () => {
  const room = createUploadRoom(10, 6);
  expect(room.take("a", 6)).toBe(true);
  expect(room.take("a", 1)).toBe(false);
  expect(room.take("b", 4)).toBe(true);
  expect(room.take("c", 1)).toBe(false);
});

test("what was given back is there again", () => {
  const room = createUploadRoom(10, 6);
  room.take("a", 4);
  room.take("a", 2);
  room.give("a", 6);
  expect(room.take("a", 6)).toBe(true);
  expect(room.take("b", 5)).toBe(false);
});
