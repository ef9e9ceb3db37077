/** Characters of a name at most, its ending included. */
const LENGTH = 120;

/**
 * A file's name as it is kept and shown: without folders, without what cannot be seen or turns the
 * text around, and not too long.
 */
export function fileName(given: string): string {
  const plain = given
    .toWellFormed()
    .replace(/^.*[/\\]/s, "")
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029\ufffd]/gu, "")
    .replace(/\s+/g, " ")
    .trim();
  const [, stem = plain, ending = ""] = /^(.+?)(\.[\p{L}\p{N}]{1,8})?$/u.exec(plain) ?? [];
  return `${[...stem].slice(0, LENGTH - ending.length).join("")}${ending}` || "archivo";
}
