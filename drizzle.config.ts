import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: [
    "people",
    "courses",
    "enrollment",
    "assessment",
    "assessment-files",
    "credentials",
    "credentials-log",
    "credentials-signed",
    "program",
    "statements",
  ].map((room) => `./db/schema/${room}.ts`),
  out: "./db/migrations",
  casing: "snake_case",
});
