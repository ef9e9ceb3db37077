import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

const testing = Boolean(process.env.VITEST);

/** The one configuration of Vite, Remix and Vitest. */
export default defineConfig({
  plugins: [
    !testing &&
      remix({
        appDirectory: "app",
        ignoredRouteFiles: ["**/*.test.ts", "**/README.md"],
        future: {
          v3_fetcherPersist: true,
          v3_relativeSplatPath: true,
          v3_throwAbortReason: true,
          v3_lazyRouteDiscovery: false,
          v3_singleFetch: false,
        },
      }),
  ],
  // Its package names each of its thousand files: node takes 100 MB to find the way in.
  ssr: { noExternal: testing ? [] : ["drizzle-orm"] },
  css: { preprocessorOptions: { scss: { quietDeps: true, loadPaths: ["node_modules"] } } },
  build: { target: "es2022", assetsInlineLimit: 0 },
  test: {
    // Left alone, it keeps a core for itself: of two that is half.
    maxWorkers: "100%",
    // Nothing is mocked, and a file's database is its own: what files import is read once
    // (`isolate: false` in each project), which takes a third of the time.
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["app/**/*.test.ts", "tests/architecture/**/*.test.ts"],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          isolate: false,
          include: ["tests/integration/**/*.test.ts", "tests/conformance/**/*.test.ts"],
          globalSetup: ["tests/setup/postgres.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
