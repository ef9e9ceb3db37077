import type { BankItem } from "#app/domain/assessment/form.ts";
import type { CourseManifest, ExamRules } from "#app/domain/courses/manifest.ts";
import type { Achievement } from "#app/domain/credentials/issuing/achievement.ts";
import type { Gazetteer } from "./places.ts";

/** A synced course as the people of the demonstration meet it. */
export interface DemoCourse {
  slug: string;
  editionId: string;
  manifest: CourseManifest;
  /** Lessons in their order, with the questions they hold. */
  lessons: readonly { id: string; checks: readonly BankItem[] }[];
  exam: ExamRules;
  bank: readonly BankItem[];
}

/** All that the demonstration depends on: the same world gives the same rows. */
export interface World {
  seed: string;
  /** How many officials there will be. */
  officials: number;
  /** The end of the history told. */
  now: Date;
  /** First day of the programme; the year before it was a pilot. */
  startsOn: Date;
  gazetteer: Gazetteer;
  course: DemoCourse;
  /** What the course certifies now, and what its pilot edition did for a year only. */
  courseAchievement: Achievement;
  pilotAchievement: Achievement;
  /** What counts towards the goal. */
  agentAchievement: Achievement;
  /** Requirements of the agent's pathway. */
  requirements: readonly string[];
  programName: string;
  /** Origin of the certificates' addresses. */
  origin: string;
  trial: boolean;
  /** Argon2id of the password that the people of the demonstration share. */
  passwordHash: string;
  /** Who confirms, reviews and revokes. */
  staff: { managerId: string; trainerId: string };
}

export const DAY = 24 * 60 * 60 * 1000;

/** Days of history before `now`: three years. */
export const HISTORY_DAYS = 3 * 365;
