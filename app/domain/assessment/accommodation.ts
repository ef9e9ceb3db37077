import { z } from "zod";

/** Why somebody has more time: enough to account for it, and nothing about their health. */
const ACCOMMODATION_REASONS = ["accessibility", "language", "connection", "other"] as const;
type AccommodationReason = (typeof ACCOMMODATION_REASONS)[number];

const EXTRA_PERCENTS = ["0", "25", "50", "100"] as const;
const PAUSE_MINUTES = ["0", "10", "20", "30", "60"] as const;

/** What may be chosen of each, as the page offers it. */
export const ACCOMMODATION_CHOICES = {
  extraPercent: EXTRA_PERCENTS,
  pauseMinutes: PAUSE_MINUTES,
  reason: ACCOMMODATION_REASONS,
} as const;

/** What a page asks for to give somebody more time. It must give some. */
export const AccommodationForm = z
  .object({
    extraPercent: z.enum(EXTRA_PERCENTS).transform(Number),
    pauseMinutes: z.enum(PAUSE_MINUTES).transform(Number),
    reason: z.enum(ACCOMMODATION_REASONS),
  })
  .refine(({ extraPercent, pauseMinutes }) => extraPercent + pauseMinutes > 0, {
    path: ["extraPercent"],
    message: "assessment.accommodation.refused.nothing",
  });
export type AccommodationForm = z.infer<typeof AccommodationForm>;

/** More time as it was given. Moments are ISO 8601 in UTC. */
export interface AccommodationRow {
  extraPercent: number;
  pauseMinutes: number;
  reason: AccommodationReason;
  grantedAt: string;
  grantedBy: string;
  /** Null = in force. */
  endedAt: string | null;
  endedBy: string | null;
}

export interface AccommodationPage {
  person: { id: string; fullName: string };
  /** The latest first. */
  given: AccommodationRow[];
}
