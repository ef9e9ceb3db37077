/** Who is reading, as far as the pages of a course tell people apart. */
export type Reader = "nobody" | "not-enrolled" | "enrolled";

export function readerOf(viewer: object | null, enrollmentId: string | null): Reader {
  if (!viewer) return "nobody";
  return enrollmentId ? "enrolled" : "not-enrolled";
}
