import { z } from "zod";

/**
 * A log-in name: 3 to 40 Latin letters without accents, digits, dots, hyphens or
 * low lines, kept in lower case. It never holds `@`, so it is never taken for an e-mail address.
 */
export const Username = z
  .string()
  .transform((typed) => typed.normalize("NFKC").trim().toLowerCase())
  .pipe(
    z
      .string()
      .min(3, "people.username.short")
      .max(40, "people.username.invalid")
      .regex(/^[a-z0-9][a-z0-9._-]*$/, "people.username.invalid"),
  );

/** An e-mail address, in lower case; empty = none. */
export const OptionalEmail = z
  .string()
  .default("")
  .transform((typed) => typed.trim().toLowerCase())
  .pipe(
    z.union([
      z.literal("").transform(() => null),
      z.email("people.email.invalid").max(254, "people.email.invalid"),
    ]),
  );

/** A log-in name made from a text that is not one, such as the first part of an address. */
export function usernameFrom(text: string): string {
  const plain = text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, ".")
    .replace(/^[._-]+|[._-]+$/g, "")
    .slice(0, 40);
  return plain.length >= 3 ? plain : `persona.${plain || "nueva"}`;
}
