import { z } from "zod";

/** A name that is also an address: lower case, digits and hyphens. It never changes. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "use lower case letters, digits and single hyphens");

const sentence = z.string().trim().min(1, "write something here");

/** cmi5 §10.2.4: what has to happen for an assignable unit to count as done. */
export const MoveOn = z.enum([
  "Passed",
  "Completed",
  "CompletedAndPassed",
  "CompletedOrPassed",
  "NotApplicable",
]);
export type MoveOn = z.infer<typeof MoveOn>;

export const DIFFICULTIES = ["facil", "media", "dificil"] as const;

/** Countries whose law and institutions the courses know (ISO 3166-1). */
const Countries = z.array(z.enum(["GT", "CL"])).min(1);

/** A lesson at its place: cmi5 AU. Its text is in `es/<id>.mdx`. */
const LessonEntry = z.strictObject({
  id: Slug,
  /** Whose lesson it is, when it is not everybody's: others have one of their own in its place. */
  countries: Countries.optional(),
  /** Minutes for reading it and answering its questions; the certificate's hours are their sum. */
  minutes: z.int().min(1).max(240),
  moveOn: MoveOn.default("CompletedAndPassed"),
  /** These are taken from the lesson's own front matter when an edition is made. */
  title: sentence.optional(),
  english: z.strictObject({ title: sentence, objective: sentence, summary: sentence }).optional(),
});

/** What each of the four points of a criterion looks like, from 0 to 3. */
const Levels = z.tuple([sentence, sentence, sentence, sentence]);

/** What a reviewer of an exercise looks at (design of the content: evidence, people, law, use). */
export const CRITERIA = ["evidence", "people", "legality", "usefulness"] as const;
const Rubric = z.strictObject({
  evidence: Levels,
  people: Levels,
  legality: Levels,
  usefulness: Levels,
});

const Module = z.strictObject({
  id: Slug,
  title: sentence,
  objective: sentence,
  /** The one thing to do on Monday morning. */
  monday: sentence.optional(),
  /** What the official makes for their own municipality. */
  exercise: sentence.optional(),
  /** How it is made, a step each. */
  exerciseSteps: z.array(sentence).default([]),
  rubric: Rubric.nullable().default(null),
  /** So that an English reader can find the way. */
  english: z.strictObject({ title: sentence, objective: sentence, exercise: sentence }).optional(),
  competencies: z.array(sentence).default([]),
  lessons: z.array(LessonEntry).min(1, "a module needs a lesson"),
});

/** A cell of the exam's blueprint: how many items of an objective (and difficulty) are drawn. */
const BlueprintCell = z.strictObject({
  objective: Slug,
  difficulty: z.enum(DIFFICULTIES).optional(),
  count: z.int().min(1),
  /** Whose cell it is, when a lesson is not everybody's. */
  countries: Countries.optional(),
});

const Exam = z.strictObject({
  id: Slug,
  title: sentence,
  /** 0 to 1. */
  passMark: z.number().min(0.01).max(1),
  /** Tries that a person has. */
  attempts: z.int().min(1).max(100),
  /** Hours between one try and the next. */
  waitHours: z.number().min(0).default(0),
  /** Minutes from the start; null = no time limit. */
  minutes: z.int().min(1).nullable().default(null),
  /** One question a page, or all on one page. */
  layout: z.enum(["one-by-one", "single-page"]).default("one-by-one"),
  /** Whether the lessons must be satisfied before the exam opens. */
  opensAfterLessons: z.boolean().default(false),
  /** Minutes for which a person may stop the clock of an attempt, altogether. */
  pauseMinutes: z.int().min(0).max(240).default(0),
  /** Whether it can be started only in a sitting (convocatoria), also when none is announced. */
  onlyInSittings: z.boolean().default(false),
  /** Whether the choices lie in another order for each attempt. */
  shuffleChoices: z.boolean().default(true),
  /** Share of the recent forms from which on an item is drawn only if there is no other. */
  exposureLimit: z.number().min(0.01).max(1).default(0.25),
  blueprint: z.array(BlueprintCell).min(1, "an exam needs a blueprint"),
});

/** What the course's own certificate says (OB 3.0 Achievement). */
const Certificate = z.strictObject({
  id: Slug,
  /** Changes when what it demands or says changes. */
  edition: z.int().min(1),
  title: sentence,
  description: sentence,
  /** What its holder did, in a sentence that an employer reads. */
  criteria: sentence,
  level: sentence.optional(),
  /** Months that it is valid; null = it does not expire. */
  validityMonths: z.int().min(1).nullable().default(null),
});

/** Requirements of a certification that several courses share, as versioned data. */
const Pathway = z.strictObject({
  id: Slug,
  edition: z.int().min(1),
  title: sentence,
  description: sentence,
  criteria: sentence,
  validityMonths: z.int().min(1).nullable().default(null),
  /** `exam:<course>`, `exercise:<course>` or `project:<course>`. */
  requirements: z
    .array(
      z
        .string()
        .regex(
          /^(exam|exercise|project):[a-z0-9]+(-[a-z0-9]+)*$/,
          "write exam:<course>, exercise:<course> or project:<course>",
        ),
    )
    .min(1),
});

/** `course.json`, whole. Text is in the course's language. */
export const CourseManifest = z.strictObject({
  slug: Slug,
  /** Code in the curriculum: `DAB`. */
  code: z.string().regex(/^[A-Z]{2,5}$/, "two to five capital letters"),
  title: sentence,
  summary: sentence,
  /** What one learns and how, a paragraph each. */
  presentation: z.array(sentence).default([]),
  /** Who it is for. */
  audience: z.array(sentence).default([]),
  english: z.strictObject({ title: sentence, summary: sentence }).optional(),
  language: z.enum(["es"]).default("es"),
  /** Countries whose variants the course has. */
  countries: Countries,
  license: sentence.default("CC BY 4.0"),
  /** Content with law in it waits for a named lawyer; null = nobody has signed yet. */
  legalReview: z
    .strictObject({
      needed: z.boolean(),
      signed: z
        .strictObject({ by: sentence, on: z.iso.date(), scope: sentence })
        .nullable()
        .default(null),
    })
    .default({ needed: false, signed: null }),
  objectives: z.array(z.strictObject({ id: Slug, text: sentence })).min(1),
  modules: z.array(Module).min(1, "a course needs a module"),
  glossary: z.array(z.strictObject({ term: sentence, definition: sentence })).default([]),
  exam: Exam.nullable().default(null),
  certificate: Certificate.nullable().default(null),
  pathways: z.array(Pathway).default([]),
});

export type CourseManifest = z.infer<typeof CourseManifest>;
export type LessonEntry = z.infer<typeof LessonEntry>;
export type CourseModule = z.infer<typeof Module>;
export type ExamRules = z.infer<typeof Exam>;
export type BlueprintCell = z.infer<typeof BlueprintCell>;
export type PathwayRules = z.infer<typeof Pathway>;

/**
 * The exam of a stored edition, with every rule: one that was stored before a rule existed has
 * its default. Null = the course has none.
 */
export function examRules({ exam }: Pick<CourseManifest, "exam">): ExamRules | null {
  return Exam.nullable().parse(exam);
}

/** The lessons in the order in which they are taken. */
export function lessonsOf(manifest: CourseManifest): LessonEntry[] {
  return manifest.modules.flatMap(({ lessons }) => lessons);
}

/**
 * The course as an official of `country` (ISO 3166-1) takes it: without the lessons and the cells
 * of the exam that are another country's. To who has no country of the course every lesson is
 * shown; no exam asks about one country.
 */
export function forCountry(manifest: CourseManifest, country: string | null): CourseManifest {
  const own = manifest.countries.find((code) => code === country) ?? null;
  const isOwn = ({ countries }: { countries?: readonly string[] | undefined }) =>
    !countries || (own !== null && countries.includes(own));
  const { exam, modules } = manifest;
  return {
    ...manifest,
    modules: own
      ? modules.map((module) => ({ ...module, lessons: module.lessons.filter(isOwn) }))
      : modules,
    exam: exam && { ...exam, blueprint: exam.blueprint.filter(isOwn) },
  };
}

/** What a lesson is called. */
export function lessonTitle(manifest: CourseManifest, lessonId: string): string {
  return lessonsOf(manifest).find(({ id }) => id === lessonId)?.title ?? lessonId;
}

/** Minutes of the whole course, for an official of the country that asks for the most. */
function minutesOf(manifest: CourseManifest): number {
  const minutesIn = (country: string) =>
    lessonsOf(forCountry(manifest, country)).reduce((total, { minutes }) => total + minutes, 0);
  return Math.max(...manifest.countries.map(minutesIn));
}

/** Hours printed on a certificate: the lessons' minutes, rounded to the half hour, at least half. */
export function hoursOf(manifest: CourseManifest): number {
  return Math.max(0.5, Math.round(minutesOf(manifest) / 30) / 2);
}

/** Whether its content has law that no named lawyer has signed. */
export function awaitsLegalReview(manifest: CourseManifest): boolean {
  return manifest.legalReview.needed && manifest.legalReview.signed === null;
}
