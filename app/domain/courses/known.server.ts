import { ByteCache } from "#app/kernel/byte-cache.ts";
import type { CompiledLesson } from "./lesson.ts";
import { CourseManifest } from "./manifest.ts";

/** A lesson as an edition has it: compiled, with the bodies of its questions. */
export interface KnownLesson {
  lesson: CompiledLesson;
  /** Each question by its id; the assessment room knows its shape. */
  items: ReadonlyMap<string, unknown>;
}

const MEGABYTE = 1024 * 1024;

/**
 * What never changes is read and parsed once a process: manifests by edition, and
 * lessons by edition and compilation. A query names what the process knows, and
 * gets only the rest.
 */
const manifests = new ByteCache<CourseManifest>(8 * MEGABYTE);
const lessons = new ByteCache<KnownLesson>(32 * MEGABYTE);

/** Keys last seen at each address, so that a query can say what is known before asking. */
const seen = new Map<string, string[]>();
const MOST_SEEN_AT_ONE = 64;

/** What the process knows at some addresses: values by key, held while a query runs. */
export interface Known<Value> {
  values: ReadonlyMap<string, Value>;
  /** The keys joined by commas, for `string_to_array`. */
  keys: string;
}

export const knownManifests = (addresses: readonly string[]) =>
  known(manifests, "manifest", addresses);
export const knownLessons = (addresses: readonly string[]) => known(lessons, "lesson", addresses);

export function keepManifest(address: string, edition: string, body: unknown): CourseManifest {
  // Frozen rows were checked when they were written; a later version may have added fields.
  const manifest = CourseManifest.parse(body);
  manifests.set(edition, manifest, weightOf(body));
  remember(`manifest ${address}`, edition);
  return manifest;
}

export function keepLesson(
  address: string,
  key: string,
  lesson: CompiledLesson,
  items: Record<string, unknown>,
): KnownLesson {
  const kept = { lesson, items: new Map(Object.entries(items)) };
  lessons.set(key, kept, weightOf(lesson) + weightOf(items));
  remember(`lesson ${address}`, key);
  return kept;
}

function known<Value>(
  cache: ByteCache<Value>,
  kind: string,
  addresses: readonly string[],
): Known<Value> {
  const values = new Map<string, Value>();
  for (const address of new Set(addresses)) {
    for (const key of seen.get(`${kind} ${address}`) ?? []) {
      const value = cache.get(key);
      if (value !== undefined) values.set(key, value);
    }
  }
  return { values, keys: [...values.keys()].join(",") };
}

function remember(address: string, key: string): void {
  const keys = (seen.get(address) ?? []).filter((other) => other !== key);
  seen.set(address, [key, ...keys].slice(0, MOST_SEEN_AT_ONE));
}

const weightOf = (value: unknown): number => 2 * JSON.stringify(value).length;
