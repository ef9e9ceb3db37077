export * from "./assessment.ts";
export * from "./courses.ts";
export * from "./credentials.ts";
export * from "./credentials-log.ts";
export * from "./enrollment.ts";
export * from "./people.ts";
export * from "./program.ts";
export * from "./statements.ts";
