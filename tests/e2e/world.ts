import { sql } from "drizzle-orm";
import { CourseManifest } from "#app/domain/courses/manifest.ts";
import { manuals } from "./manuals.ts";
