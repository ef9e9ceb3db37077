/** Whose variant of a lesson: an official's country, or nobody's (every variant, labelled). */
const VARIANTS = ["GT", "CL", ""] as const;
export type Variant = (typeof VARIANTS)[number];

/** A stretch of a lesson: ready HTML, or the place of a check question. */
export type Segment = { html: string } | { check: string };

export interface OutlineEntry {
  /** Fragment of the heading. */
  id: string;
  text: string;
}

/** A citation beside the text that it supports. */
export interface LessonSource {
  id: string;
  title: string;
  year: string;
  country: string;
  href: string | null;
  /** It changes: the page says "verifique vigencia". */
  volatile: boolean;
}

/** A figure or a sheet of the lesson, kept by its hash. */
export interface LessonFile {
  /** Path in the course's folder. */
  path: string;
  hash: string;
  /** File name that a person gets. */
  name: string;
  mediaType: string;
  /** Bytes that reach the reader: an SVG's are compressed. */
  size: number;
  kind: "figure" | "sheet";
}

/** How the text reads; see readability.ts. */
export interface LessonReading {
  /** Words of prose: tables, sources and questions are not counted. */
  words: number;
  sentences: number;
  inflesz: number;
  longestSentence: { words: number; text: string; line: number };
}

/** A lesson ready to be served, made once from its source; never changed. */
export interface CompiledLesson {
  id: string;
  title: string;
  objective: string;
  monday: string;
  minutes: number;
  /** What it is about, in a sentence or two. */
  summary?: string | undefined;
  /** What an English reader is told of it. */
  english?: { title: string; objective: string; summary: string } | undefined;
  outline: OutlineEntry[];
  /** Check questions in their order. */
  checks: string[];
  sources: LessonSource[];
  files: LessonFile[];
  /** By country; a lesson without country variants has only `""`. */
  variants: Partial<Record<Variant, LessonVariant>>;
}

export interface LessonVariant {
  segments: Segment[];
  /** UTF-8 bytes of its HTML, and after gzip. */
  bytes: number;
  gzipBytes: number;
  reading: LessonReading;
}

/** The variant for an official of `country` (ISO 3166-1), or of none that we have. */
export function variantFor(lesson: CompiledLesson, country: string | null): LessonVariant {
  const own = country === "GT" || country === "CL" ? lesson.variants[country] : undefined;
  const variant = own ?? lesson.variants[""];
  if (!variant) throw new Error(`Lesson ${lesson.id} has no variant`);
  return variant;
}

/** Kilobytes that reading it downloads: compressed text and its figures. */
export function weightInKilobytes(lesson: CompiledLesson, variant: LessonVariant): number {
  const figures = lesson.files
    .filter(({ kind }) => kind === "figure")
    .reduce((total, { size }) => total + size, 0);
  return Math.max(1, Math.round((variant.gzipBytes + figures) / 1024));
}
