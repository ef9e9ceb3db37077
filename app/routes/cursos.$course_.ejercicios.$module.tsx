import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ExercisePage, type ExercisePageProps } from "#app/domain/enrollment/exercise-page.tsx";
import { courseFor } from "#app/domain/enrollment/queries.server.ts";
import { viewerOf } from "#app/domain/people/session.server.ts";
import { found } from "#app/server/http/found.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle<ExercisePageProps>("enrollment.exercise.title", ({ number }) => ({
  number,
}));

export async function loader({ context, params }: LoaderFunctionArgs): Promise<ExercisePageProps> {
  const viewer = await viewerOf(context);
  const { manifest } = found(await courseFor(context.db, viewer, params.course ?? ""));
  const index = manifest.modules.findIndex(({ id, rubric }) => rubric && id === params.module);
  return { manifest, module: found(manifest.modules[index]), number: index + 1 };
}

export default function Exercise() {
  return <ExercisePage {...(useLoaderData<typeof loader>() as ExercisePageProps)} />;
}
