/**
 * The tags that authors may use in a lesson, by the name they write. Bundled
 * when content is synced; no page imports it. The list of names and attributes
 * is `app/domain/courses/tags.ts`.
 */
import type { ComponentType } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Activity, Country, Example, Mistake, Note, Step, WorkedExample } from "./boxes.tsx";
import { Check, Figure, Source, Table, Term, Video } from "./places.tsx";
import { type Surroundings, SurroundingsProvider } from "./surroundings.tsx";

export type { Asset, Surroundings, TagLabels } from "./surroundings.tsx";

const tags = {
  Activity,
  Check,
  Country,
  Example,
  Figure,
  Mistake,
  Note,
  Source,
  Step,
  Term,
  Video,
  WorkedExample,
  table: Table,
};

type Lesson = ComponentType<{ components: typeof tags }>;

/** The HTML of a compiled lesson in these surroundings. */
export function renderLesson(Content: Lesson, surroundings: Surroundings): string {
  return renderToStaticMarkup(
    <SurroundingsProvider value={surroundings}>
      <Content components={tags} />
    </SurroundingsProvider>,
  );
}
