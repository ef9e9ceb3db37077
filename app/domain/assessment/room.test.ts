import { describe, expect, test } from "vitest";
import { idleMinutes, minutesLeft, type RoomAttempt, roomState } from "./room.ts";

const at = (minutes: number) =>
  new Date(Date.parse("2026-11-21T10:00:00Z") + minutes * 60_000).toISOString();
const attempt = (facts: Partial<RoomAttempt> = {}): RoomAttempt => ({
  ...{ id: "a", fullName: "Ana", organization: null, number: 1, sitting: null, passed: null },
  ...{ startedAt: at(0), closesAt: at(60), pausedAt: null, finishedAt: null, finishedBy: null },
  ...{ answered: 2, questions: 12, lastAnswerAt: at(20), late: 0 },
  ...facts,
});
const stateAt = (minutes: number, facts?: Partial<RoomAttempt>) =>
  roomState(attempt(facts), new Date(at(minutes)));

describe("what somebody in an exam is doing", () => {
  test("answering, and stopped after ten minutes without an answer", () => {
    expect(stateAt(29.9)).toBe("answering");
    expect(stateAt(30)).toBe("stopped");
    expect(stateAt(9.9, { lastAnswerAt: null })).toBe("answering");
    expect(stateAt(10, { lastAnswerAt: null })).toBe("stopped");
  });
  test("paused, until time is up", () => {
    expect(stateAt(50, { pausedAt: at(21) })).toBe("paused");
    expect(stateAt(60.1, { pausedAt: at(21) })).toBe("closing");
  });
  test("handed in, or closed by the deadline", () => {
    expect(stateAt(50, { finishedAt: at(40), finishedBy: "person" })).toBe("handed-in");
    expect(stateAt(70, { finishedAt: at(60), finishedBy: "deadline" })).toBe("closed");
  });
});

test("minutes since the last answer, and minutes left", () => {
  const now = new Date(at(25.5));
  expect(idleMinutes(attempt(), now)).toBe(5);
  expect(minutesLeft(attempt(), now)).toBe(35);
  expect(minutesLeft(attempt({ closesAt: null }), now)).toBeNull();
  expect(minutesLeft(attempt({ finishedAt: at(20) }), now)).toBeNull();
  expect(minutesLeft(attempt({ closesAt: at(10) }), now)).toBe(0);
});
