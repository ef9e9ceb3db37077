import type { Language } from "#app/kernel/language.ts";

/** The roles of the programme, in the order in which they are listed. */
export const ROLES = [
  "official",
  "trainer",
  "mentor",
  "coordinator",
  "manager",
  "auditor",
  "admin",
] as const;

export type Role = (typeof ROLES)[number];

/** A role a person holds now, with what it reaches. */
export interface Grant {
  role: Role;
  /** A coordinator's organization. */
  organizationId: string | null;
  /** A trainer's course; null = every course. */
  courseSlug: string | null;
}

/** Zone of whoever gave no municipality: the programme began there. */
export const DEFAULT_ZONE = "America/Guatemala";

/** The person who is asking, as far as this request needs to know. */
export interface Viewer {
  id: string;
  username: string;
  fullName: string;
  language: Language;
  email: string | null;
  emailVerified: boolean;
  organizationId: string | null;
  /** ISO 3166-1 of their municipality's country; null if they gave none. */
  country: string | null;
  /** IANA zone of their municipality. */
  timeZone: string;
  grants: Grant[];
  /** `needed`: holds a role that demands one and has not set it up. */
  secondFactor: "not-needed" | "needed" | "given";
  sessionId: string;
}
