/** A sitting as whoever watches over the exam sees it. Moments are ISO 8601 in UTC. */
export interface SittingRow {
  id: string;
  title: string;
  opensAt: string;
  closesAt: string;
  accessCode: string | null;
  cancelledAt: string | null;
  createdBy: string;
  /** Attempts begun in it, of the people whom the viewer watches over. */
  begun: number;
  is: "open" | "to-come" | "over" | "cancelled";
}

export interface SittingsPage {
  courseSlug: string;
  courseTitle: string;
  /** The exam is held in sittings alone. */
  onlyInSittings: boolean;
  sittings: SittingRow[];
  /** Whether the viewer may announce, change and cancel. */
  mayChange: boolean;
}

/** A course whose exam the viewer watches over. */
export interface ProctoredExam {
  courseSlug: string;
  courseTitle: string;
  /** People in it now. */
  open: number;
  /** Sittings that are neither over nor cancelled. */
  sittings: number;
}
