import { INTERACTIONS } from "#app/domain/assessment/item.ts";
import { paths } from "#app/paths.ts";
import { course, itemIds } from "./course.ts";
import type { SitePage } from "./pages.ts";
import type { World } from "./world.ts";

const { slug } = course;
const firstItem = itemIds[0] ?? "";
const trainer = ({ trainer }: World) => trainer;

/** The pages of a course's bank of questions. */
export const bankPages: readonly SitePage[] = [
  { name: "questions", address: () => paths.bank(slug), as: trainer },
  {
    name: "questions, none found",
    address: () => paths.bankSearch(`curso=${slug}&texto=nada+de+esto`),
    as: trainer,
  },
  {
    name: "question, retired",
    address: ({ bank }) => paths.bankItem(slug, bank.question),
    as: trainer,
  },
  {
    name: "question of the course's files, retiring without a reason",
    address: () => paths.bankItem(slug, firstItem),
    as: trainer,
    press: "banks.retire.button",
    status: 400,
  },
  {
    name: "question, to change",
    address: ({ bank }) => paths.bankItemEdit(slug, bank.question),
    as: trainer,
  },
  ...INTERACTIONS.map((kind) => ({
    name: `new question, ${kind}`,
    address: () => paths.newBankItem(slug, kind),
    as: trainer,
    press: "banks.edit.save" as const,
    status: 400,
  })),
  { name: "import", address: () => paths.bankImports(slug), as: trainer },
  {
    name: "import, without a file",
    address: () => paths.bankImports(slug),
    as: trainer,
    press: "banks.import.preview",
    status: 400,
  },
  {
    name: "import, preview",
    address: ({ bank }) => paths.bankImport(bank.ready),
    as: trainer,
  },
  {
    name: "import, done",
    address: ({ bank }) => paths.bankImport(bank.taken),
    as: trainer,
  },
  {
    name: "export, with losses",
    address: () => paths.bankExport(`curso=${slug}&formato=aiken`),
    as: trainer,
  },
  { name: "duplicates", address: () => paths.bankDuplicates(slug), as: trainer },
];
