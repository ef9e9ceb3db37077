import { paths } from "#app/paths.ts";
import { course } from "./course.ts";
import type { SitePage } from "./pages.ts";
import type { World } from "./world.ts";

const { slug } = course;
const trainer = ({ trainer }: World) => trainer;
const judge = ({ panels }: World) => panels.judge;

/** The pages about what an exam's questions do, and about the panels that judge them. */
export const examReportPages: readonly SitePage[] = [
  { name: "exam reports", address: () => paths.examReports(), as: trainer },
  { name: "exam report", address: () => `${paths.examReport(slug)}?orden=aciertos`, as: trainer },
  {
    name: "exam report, asked for again",
    address: () => `${paths.examReport(slug)}?pedido`,
    as: trainer,
  },
  {
    name: "exam report, one question",
    address: ({ askedItem }) => paths.itemReport(slug, askedItem),
    as: trainer,
  },
  { name: "panels", address: () => paths.panels(slug), as: trainer },
  {
    name: "panels, a new one of nothing",
    address: () => paths.panels(slug),
    as: trainer,
    press: "psychometrics.panels.create",
    status: 400,
  },
  {
    name: "panel, first round",
    address: ({ panels }) => paths.panel(slug, panels.first),
    as: trainer,
  },
  {
    name: "panel, inviting nobody",
    address: ({ panels }) => paths.panel(slug, panels.first),
    as: trainer,
    press: "psychometrics.panel.invite-button",
    status: 400,
  },
  {
    name: "panel, second round",
    address: ({ panels }) => paths.panel(slug, panels.second),
    as: trainer,
  },
  {
    name: "panel, published",
    address: ({ panels }) => paths.panel(slug, panels.published),
    as: trainer,
  },
  { name: "judging, promise", address: ({ panels }) => paths.judging(panels.invited), as: judge },
  { name: "judging", address: ({ panels }) => paths.judging(panels.first), as: judge },
  {
    name: "judging, with an error",
    address: ({ panels }) => paths.judging(panels.first),
    as: judge,
    fill: (page) => page.locator("[name=p1]").fill("mucho"),
    press: "psychometrics.judging.save",
    status: 400,
  },
  {
    name: "judging, second round",
    address: ({ panels }) => paths.judging(panels.second),
    as: judge,
  },
  { name: "judging, over", address: ({ panels }) => paths.judging(panels.published), as: judge },
];
