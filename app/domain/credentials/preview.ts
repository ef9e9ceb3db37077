import type { OwnVerification } from "./own-verification.ts";

/**
 * What another site shows beside a link to a certificate (https://ogp.me): its title and name,
 * only while it is valid and its holder shares it.
 */
export function previewOf({ shared, shown }: OwnVerification) {
  const { claims, issuer, verdict } = shown;
  if (!shared || verdict !== "valid" || !claims) return [];
  return [
    { property: "og:type", content: "website" },
    { property: "og:title", content: `${claims.name}: ${claims.title}` },
    { property: "og:description", content: issuer?.name ?? "" },
  ];
}
