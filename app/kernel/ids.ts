import { z } from "zod";

/** A UUID as a form or an address brings it, in lower case. */
export const Uuid = z.uuid().transform((value) => value.toLowerCase());

/** A new identifier for a row: random, so that it tells nothing and needs nobody. */
export const newId = (): string => crypto.randomUUID();
