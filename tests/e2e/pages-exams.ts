import { paths } from "#app/paths.ts";
import { course } from "./course.ts";
import type { SitePage } from "./pages.ts";
import type { World } from "./world.ts";

const { slug } = course;
const manager = ({ manager }: World) => manager;

/** Pages of exams that are watched over, and of practice exams. */
export const examPages: readonly SitePage[] = [
  {
    name: "exam, rules with a sitting, a code and extra time",
    address: ({ exams }) => paths.exam(exams.watchedCourse),
    as: ({ exams }) => exams.accommodated,
  },
  {
    name: "exam, without its code",
    address: ({ exams }) => paths.exam(exams.watchedCourse),
    as: ({ exams }) => exams.accommodated,
    press: "assessment.exam.start",
    status: 400,
  },
  {
    name: "exam, to stop its clock",
    address: ({ exams }) => paths.examPause(exams.watchedCourse),
    as: ({ exams }) => exams.running,
  },
  {
    name: "exam, its clock stopped",
    address: ({ exams }) => paths.examPause(exams.watchedCourse),
    as: ({ exams }) => exams.paused,
  },
  {
    name: "practice",
    address: () => paths.practiceExams(slug),
    as: ({ exams }) => exams.practiser,
  },
  {
    name: "practice, questions",
    address: ({ exams }) => paths.practiceExam(slug, exams.practising),
    as: ({ exams }) => exams.practiser,
  },
  {
    name: "practice, explained",
    address: ({ exams }) => paths.practiceExam(slug, exams.practised),
    as: ({ exams }) => exams.practiser,
  },
  {
    name: "person, extra time",
    address: ({ exams }) => paths.personAccommodation(exams.accommodated.id),
    as: manager,
  },
  {
    name: "person, extra time that gives none",
    address: ({ learner }) => paths.personAccommodation(learner.id),
    as: manager,
    press: "assessment.accommodation.button",
    status: 400,
  },
  { name: "exams in care", address: () => paths.proctoredExams(), as: manager },
  {
    name: "sittings",
    address: ({ exams }) => paths.examSittings(exams.watchedCourse),
    as: manager,
  },
  {
    name: "sittings, with errors",
    address: ({ exams }) => paths.examSittings(exams.watchedCourse),
    as: manager,
    press: "assessment.sittings.announce-button",
    status: 400,
  },
  {
    name: "sitting",
    address: ({ exams }) => paths.examSitting(exams.watchedCourse, exams.sitting),
    as: manager,
  },
  {
    name: "room",
    address: ({ exams }) => paths.examRoom(exams.watchedCourse),
    as: manager,
  },
  {
    name: "room, an attempt",
    address: ({ exams }) => paths.examRoomAttempt(exams.watchedCourse, exams.attempt),
    as: manager,
  },
  {
    name: "room, minutes without a reason",
    address: ({ exams }) => paths.examRoomAttempt(exams.watchedCourse, exams.attempt),
    as: manager,
    press: "assessment.room.minutes.button",
    status: 400,
  },
];
