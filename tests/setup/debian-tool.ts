import { spawnSync } from "node:child_process";

/** The Debian package that brings a program, for who has to install it. */
const PACKAGES: Readonly<Record<string, string>> = {
  pdfsig: "poppler-utils",
  pdftotext: "poppler-utils",
  pdftoppm: "poppler-utils",
  pdfdetach: "poppler-utils",
  qpdf: "qpdf",
  pngcheck: "pngcheck",
  zbarimg: "zbar-tools",
  unzip: "unzip",
};

/**
 * Whether a program of somebody else's is here to check our files with. Where it is not, the test
 * says so in its name (`without`) and passes; with `CABILDO_NEED_TOOLS=1` it fails.
 */
export function needsTool(name: string): boolean {
  const here = spawnSync("which", [name]).status === 0;
  if (!here && process.env.CABILDO_NEED_TOOLS === "1") {
    throw new Error(`${name} is not installed: apt-get install ${PACKAGES[name] ?? name}`);
  }
  return here;
}

/** What a test adds to its name where one of these programs is not here. */
export function without(...names: string[]): string {
  const absent = names.filter((name) => !needsTool(name));
  return absent.length > 0 ? ` (not checked here: ${absent.join(", ")} is absent)` : "";
}

/** What a program says, on both its outputs, whatever it answers. */
export function outputOf(name: string, ...args: string[]): string {
  const { stdout, stderr } = spawnSync(name, args, { encoding: "utf8" });
  return stdout + stderr;
}
