import type { Dice } from "./random.ts";
import { DAY, HISTORY_DAYS, type World } from "./world.ts";

/** What becomes of one official, as far as chance decides it beforehand. */
export interface Fate {
  joinsAt: Date;
  hasEmail: boolean;
  confirmed: boolean;
  /** Lessons done before they stop; null = they do not stop. */
  stopsAfter: number | null;
  /** Logits above the middle of the exam's items. */
  ability: number;
  /** How many requirements of the certification they will go after, beside the first exam. */
  ambition: number;
  /** Leaves a certificate waiting for the name to be confirmed. */
  leavesName: boolean;
  revoked: boolean;
}

/** Share of those who begin the lessons of a course and finish them, however many there are. */
const FINISHES = 0.86;

/** Share of those with the course's certificate who go for the whole certification. */
const AMBITIOUS = 0.5;

export function fateOf(world: World, dice: Dice): Fate {
  const lessons = world.course.lessons.length;
  return {
    joinsAt: joining(world, dice),
    hasEmail: dice.chance(0.7),
    confirmed: dice.chance(0.95),
    stopsAfter: stopping(lessons, dice),
    ability: 1.15 + dice.normal(),
    ambition: dice.chance(AMBITIOUS)
      ? world.requirements.length
      : dice.between(0, world.requirements.length - 2),
    leavesName: dice.chance(0.03),
    revoked: dice.chance(0.004),
  };
}

/** More people join every year; nobody on the last two days. */
function joining({ now }: World, dice: Dice): Date {
  const passed = dice.next() ** 0.75;
  return new Date(now.getTime() - 2 * DAY - (1 - passed) * (HISTORY_DAYS - 2) * DAY);
}

/** One of ten never begins. */
function stopping(lessons: number, dice: Dice): number | null {
  if (dice.chance(0.1)) return 0;
  const goesOn = FINISHES ** (1 / lessons);
  for (let done = 1; done <= lessons; done += 1) {
    if (!dice.chance(goesOn)) return done;
  }
  return null;
}
