import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: [
    "people",
    "courses",
    "enrollment",
    "assessment",
    "exams",
    "grading",
    "banks",
    "assessment-files",
    "credentials",
    "credentials-log",
    "credentials-signed",
    "program",
    "psychometrics",
    "statements",
  ].map((room) => `./db/schema/${room}.ts`),
  out: "./db/migrations",
  casing: "snake_case",
});
