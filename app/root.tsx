import { defer, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import {
  Meta,
  Outlet,
  useLoaderData,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { canSeeAuthoring, canSeeManagement } from "#app/domain/people/policy.ts";
import { viewerOf } from "#app/domain/people/session.server.ts";
import { translator } from "#app/i18n/translate.ts";
import { addressOf } from "#app/server/http/redirect.ts";
import learnerScript from "#app/ui/client/learner.ts?worker&url";
import { ErrorPage, reasonOf } from "#app/ui/error-page.tsx";
import { Frame, type FrameViewer } from "#app/ui/frame.tsx";
import { Kept } from "#app/ui/kept.tsx";
import { languageOf, titled } from "#app/ui/page-title.ts";
import { RequestProvider, useT } from "#app/ui/request.tsx";
import headingFace from "#app/ui/styles/fonts/andada-pro-700.woff2?url";
import styles from "#app/ui/styles/site.scss?url";

export const meta: MetaFunction = ({ error, matches }) => {
  if (!error) return [{ title: "Cabildo" }];
  return [titled(translator(languageOf(matches))(`ui.errors.${reasonOf(error)}.title`))];
};

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await viewerOf(context);
  const frame: FrameViewer | null = viewer && {
    fullName: viewer.fullName,
    canManage: canSeeManagement(viewer),
    canAuthor: canSeeAuthoring(viewer),
  };
  // Deferred data reaches the page as it is; other data is written as JSON and read again.
  return defer({
    language: context.language,
    timeZone: viewer?.timeZone ?? "America/Guatemala",
    path: addressOf(request.url),
    trial: context.config.publicUrl === null,
    requestId: context.requestId,
    viewer: frame,
  });
}

/** What a route may ask of the page around it. */
export interface PageHandle {
  /** The small module: autosave, timer, offline. */
  script?: boolean;
}

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const matches = useMatches();
  const script = matches.some(({ handle }) => (handle as PageHandle | undefined)?.script);
  const language = data?.language ?? "es";
  const view = {
    language,
    timeZone: data?.timeZone ?? "America/Guatemala",
    t: translator(language),
  };
  return (
    <html lang={language} className="govuk-template">
      <head>
        <RequestProvider {...view}>
          <Kept by={["root.head"]}>{() => <Head />}</Kept>
        </RequestProvider>
        <Meta />
      </head>
      <body className="govuk-template__body">
        <RequestProvider {...view}>
          <Frame
            viewer={data?.viewer ?? null}
            path={data?.path ?? "/"}
            trial={data?.trial ?? false}
          >
            {children}
          </Frame>
        </RequestProvider>
        {script && <script src={learnerScript} type={MODULE} defer />}
        {import.meta.env.DEV && <script src="/@vite/client" type="module" />}
      </body>
    </html>
  );
}

/** The module is built into one file; from source it imports others. */
const MODULE = import.meta.env.DEV ? "module" : undefined;

function Head() {
  const t = useT();
  return (
    <>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#fffdf8" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#14201e" media="(prefers-color-scheme: dark)" />
      <meta name="description" content={t("ui.description")} />
      <link rel="stylesheet" href={styles} />
      <link rel="preload" href={headingFace} as="font" type="font/woff2" crossOrigin="anonymous" />
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
      <link rel="manifest" href="/manifest.webmanifest" />
    </>
  );
}

export default function Root() {
  useLoaderData<typeof loader>();
  return <Outlet />;
}

export function ErrorBoundary() {
  const data = useRouteLoaderData<typeof loader>("root");
  return <ErrorPage error={useRouteError()} requestId={data?.requestId ?? ""} />;
}
