import type { PublicPage } from "./server/http/public-pages.ts";

/** The pages that are kept rendered for people without a session, and what makes each change. */
export const publicPages: readonly PublicPage[] = [];
