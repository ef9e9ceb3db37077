import { COMMON_CORES } from "./common-passwords.ts";

/** https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver: length and a list, no composition. */
const SHORTEST = 10;
const LONGEST = 200;

export type PasswordProblem = "short" | "long" | "common" | "personal";

const RUNS = ["01234567890123456789", "09876543210987654321", "abcdefghijklmnopqrstuvwxyz"];

const LEET: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  $: "s",
  "@": "a",
};

/**
 * Why a password is refused, or null. Any characters are taken, and pasting too.
 * @param own what others know of the person: log-in name, name, address.
 */
export function passwordProblem(password: string, own: readonly string[]): PasswordProblem | null {
  const length = [...password].length;
  if (length < SHORTEST) return "short";
  if (length > LONGEST) return "long";
  const plain = plainOf(password);
  const cores = [coreOf(plain), coreOf(plain.replace(/[01345$@]/g, (sign) => LEET[sign] ?? sign))];
  if (isMonotonous(plain) || cores.some(isCommon)) return "common";
  const known = own
    .flatMap((text) => [text, ...text.split(/[\s@._-]+/)])
    .map(plainOf)
    .map(coreOf);
  const isOwn = (core: string) => known.some((word) => word.length > 2 && word === core);
  return cores.some(isOwn) ? "personal" : null;
}

const plainOf = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, "");

/** Without the digits and signs that are put around a word to lengthen it. */
const coreOf = (plain: string): string => plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");

function isCommon(core: string): boolean {
  if (COMMON_CORES.has(core)) return true;
  // The same word twice or more: claveclave.
  const half = /^(.{2,})\1+$/.exec(core)?.[1];
  return half !== undefined && COMMON_CORES.has(half);
}

/** One or two characters over and over, only a run of the keyboard's digits or letters, or a date. */
function isMonotonous(plain: string): boolean {
  if (new Set(plain).size <= 3) return true;
  if (RUNS.some((run) => run.includes(plain))) return true;
  return /^(\d{1,4})[-/.]?(\d{1,2})[-/.]?(\d{1,4})$/.test(plain) || /^(.{1,5})\1+$/.test(plain);
}
