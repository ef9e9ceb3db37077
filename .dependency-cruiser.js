import { boundaries } from "./tests/architecture/boundaries.ts";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [...boundaries],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types"],
    },
  },
};
