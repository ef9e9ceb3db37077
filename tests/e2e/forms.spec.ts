import { hashSync } from "node:crypto";
import type { Locator, Page, Response } from "@playwright/test";
import { issueToken } from "#app/domain/people/tokens.server.ts";
import { translator } from "#app/i18n/translate.ts";
import { paths } from "#app/paths.ts";
import { checksOn, course, lessonIds } from "./course.ts";
import { expect, t, test } from "./fixtures.ts";
