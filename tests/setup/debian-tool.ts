import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { TestContext } from "vitest";

interface Tool {
  /** Its name on the path, or its whole path. */
  program: string;
  /** The Debian packages that bring it. */
  packages: string;
  /** Words with which it must end with 0, where being there is not enough. */
  probe?: string[];
}

/** Programs that share no code with us and judge what we make. To add one: a row. */
const TOOLS = {
  pdfsig: { program: "pdfsig", packages: "poppler-utils" },
  pdftotext: { program: "pdftotext", packages: "poppler-utils" },
  pdftoppm: { program: "pdftoppm", packages: "poppler-utils" },
  pdfdetach: { program: "pdfdetach", packages: "poppler-utils" },
  qpdf: { program: "qpdf", packages: "qpdf" },
  unzip: { program: "unzip", packages: "unzip" },
  pngcheck: { program: "pngcheck", packages: "pngcheck" },
  zbarimg: { program: "zbarimg", packages: "zbar-tools" },
  "python3-pyld": {
    // Debian's own: another one on the path does not see Debian's modules.
    program: "/usr/bin/python3",
    packages: "python3-pyld python3-cryptography",
    probe: ["-c", "import pyld, cryptography"],
  },
} as const satisfies Record<string, Tool>;

export interface ToolAnswer {
  code: number;
  stdout: string;
  stderr: string;
  /** Both, one after the other. */
  said: string;
}

/** Runs the program to its end, with these words and this standard input. */
export type RunTool = (args: string[], input?: string | Buffer) => ToolAnswer;

/**
 * The program, to be run by a test: `const pdfsig = debianTool("pdfsig", context)`. Where it is
 * not installed the test is skipped, and says so; with `CABILDO_NEED_TOOLS=1` it fails.
 */
export function debianTool(name: keyof typeof TOOLS, { skip }: Pick<TestContext, "skip">): RunTool {
  const tool: Tool = TOOLS[name];
  const lacking = `${name} is not installed: apt-get install ${tool.packages}`;
  if (!isThere(tool)) {
    if (process.env.CABILDO_NEED_TOOLS === "1") throw new Error(lacking);
    skip(lacking);
  }
  return (args, input = "") => run(tool.program, args, input);
}

function isThere({ program, probe }: Tool): boolean {
  const folders = program.startsWith("/") ? [""] : (process.env.PATH ?? "").split(delimiter);
  const found = folders.some((folder) => isExecutable(join(folder, program)));
  return found && (!probe || run(program, probe, "").code === 0);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function run(program: string, args: string[], input: string | Buffer): ToolAnswer {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    input,
    encoding: "utf8",
    timeout: 60_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  return { code: status ?? 1, stdout, stderr, said: stdout + stderr };
}
