import { sql } from "drizzle-orm";
import { manuals } from "./manuals.ts";
import { CourseManifest } from "#app/domain/courses/manifest.ts";
