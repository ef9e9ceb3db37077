import { z } from "zod";

/** Most characters of a report. */
export const REPORT_LENGTH = 2000;

/** The form of "avisar de un error". */
export const ReportForm = z.object({
  texto: z
    .string()
    .transform((text) => text.replaceAll("\r\n", "\n").trim())
    .pipe(z.string().min(1).max(REPORT_LENGTH)),
});

/** A report as those who teach the course read it. */
export interface ReportView {
  id: string;
  courseSlug: string;
  courseTitle: string;
  lessonId: string;
  lessonTitle: string;
  edition: number;
  text: string;
  /** Null for somebody without an account. */
  reportedBy: string | null;
  /** ISO 8601 in UTC. */
  reportedAt: string;
}
