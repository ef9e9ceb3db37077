import { paths } from "#app/paths.ts";
import type { SitePage } from "./pages.ts";
import type { World } from "./world.ts";

const trainer = ({ trainer }: World) => trainer;
const manager = ({ manager }: World) => manager;
const corrected = ({ corrected }: World) => corrected;
const itemOf = ({ essayCourse }: World) => paths.newRuling(essayCourse, "dab-1-e2");

/** The pages of marks, appeals and rulings, in each of their faces. */
export const gradingPages: readonly SitePage[] = [
  { name: "responses to mark", address: () => paths.markingQueue(), as: trainer },
  {
    name: "responses to mark, of one question",
    address: ({ essayCourse }) => paths.markingQueue(essayCourse, "informe"),
    as: trainer,
  },
  { name: "a response to mark", address: ({ toMark }) => paths.marking(toMark), as: trainer },
  {
    name: "a response to mark, without a level",
    address: ({ toMark }) => paths.marking(toMark),
    as: trainer,
    press: "grading.mark.final",
    status: 400,
  },
  {
    name: "how a course is marked",
    address: ({ essayCourse }) => paths.markingRules(essayCourse),
    as: trainer,
  },
  {
    name: "how a course is marked, with errors",
    address: ({ essayCourse }) => paths.markingRules(essayCourse),
    as: trainer,
    fill: (page) => page.locator("[name=dias]").fill("muchos"),
    press: "grading.rules.save",
    status: 400,
  },
  { name: "appeals", address: () => paths.appeals(), as: trainer },
  { name: "an item found wrong", address: itemOf, as: trainer },
  {
    name: "an item found wrong, what a ruling would do",
    address: itemOf,
    as: trainer,
    fill: (page) => page.locator("[name=motivo]").fill("Hay dos respuestas correctas."),
    press: "grading.case.preview",
  },
  {
    name: "an item found wrong, without a reason",
    address: itemOf,
    as: trainer,
    press: "grading.case.preview",
    status: 400,
  },
  { name: "a ruling", address: ({ ruling }) => paths.ruling(ruling), as: trainer },
  {
    name: "a ruling, to decide about a pass",
    address: ({ ruling, change }) => paths.ruling(ruling, change),
    as: manager,
  },
  {
    name: "exam, being marked",
    address: ({ essayCourse }) => paths.examResult(essayCourse, 1),
    as: ({ essayist }) => essayist,
  },
  {
    name: "exam, being marked, its rules",
    address: ({ essayCourse }) => paths.exam(essayCourse),
    as: ({ essayist }) => essayist,
  },
  {
    name: "exam, corrected",
    address: ({ essayCourse }) => paths.examResult(essayCourse, 1),
    as: corrected,
  },
  {
    name: "appeal, which question",
    address: ({ essayCourse }) => paths.examAppeal(essayCourse, 1),
    as: corrected,
  },
  {
    name: "appeal, a question",
    address: ({ essayCourse }) => `${paths.examAppeal(essayCourse, 1)}?pregunta=3`,
    as: corrected,
  },
  {
    name: "appeal, without a reason",
    address: ({ essayCourse }) => `${paths.examAppeal(essayCourse, 1)}?pregunta=3`,
    as: corrected,
    press: "grading.appeal.send",
    status: 400,
  },
];
