import { INTERACTIONS } from "#app/domain/assessment/item.ts";
import { paths } from "#app/paths.ts";
import { course, itemIds } from "./course.ts";
import type { SitePage } from "./pages.ts";
import type { World } from "./world.ts";

const { slug } = course;
const firstItem = itemIds[0] ?? "";

/** Pages of the banks of questions. */
export const bankPages: readonly SitePage[] = [
  { name: "questions", address: () => paths.bank(slug), as: ({ trainer }) => trainer },
  {
    name: "questions, none found",
    address: () => paths.bankSearch(`curso=${slug}&texto=nada+de+esto`),
    as: ({ trainer }) => trainer,
  },
  {
    name: "question, retired",
    address: ({ bank }) => paths.bankItem(slug, bank.question),
    as: ({ trainer }) => trainer,
  },
  {
    name: "question of the course's files, retiring without a reason",
    address: () => paths.bankItem(slug, firstItem),
    as: ({ trainer }) => trainer,
    press: "banks.retire.button",
    status: 400,
  },
  {
    name: "question, to change",
    address: ({ bank }) => paths.bankItemEdit(slug, bank.question),
    as: ({ trainer }) => trainer,
  },
  ...INTERACTIONS.map((kind) => ({
    name: `new question, ${kind}`,
    address: () => paths.newBankItem(slug, kind),
    as: ({ trainer }: World) => trainer,
    press: "banks.edit.save" as const,
    status: 400,
  })),
  { name: "import", address: () => paths.bankImports(slug), as: ({ trainer }) => trainer },
  {
    name: "import, without a file",
    address: () => paths.bankImports(slug),
    as: ({ trainer }) => trainer,
    press: "banks.import.preview",
    status: 400,
  },
  {
    name: "import, preview",
    address: ({ bank }) => paths.bankImport(bank.ready),
    as: ({ trainer }) => trainer,
  },
  {
    name: "import, done",
    address: ({ bank }) => paths.bankImport(bank.taken),
    as: ({ trainer }) => trainer,
  },
  {
    name: "export, with losses",
    address: () => paths.bankExport(`curso=${slug}&formato=aiken`),
    as: ({ trainer }) => trainer,
  },
  { name: "duplicates", address: () => paths.bankDuplicates(slug), as: ({ trainer }) => trainer },
];
