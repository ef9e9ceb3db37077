import { sharedJson, sharedNames } from "./shared-data.ts";

type Members = Record<string, unknown>;

/** Of the 96 inputs, those whose name says `fail`, with the reason for which each is refused. */
export const REFUSED: Record<string, string> = {
  "credential-context-combo3-fail": "context-item",
  "credential-context-combo4-fail": "context-item",
  "credential-evidence-missing-type-fail": "evidence",
  "credential-id-multi-fail": "id",
  "credential-id-nonidentifier-fail": "id",
  "credential-id-not-url-fail": "id",
  "credential-id-subject-multi-fail": "subject",
  "credential-issuer-no-url-fail": "issuer",
  "credential-issuer-null-fail": "issuer",
  "credential-issuer-object-id-no-url-fail": "issuer",
  "credential-issuer-object-id-null-fail": "issuer",
  "credential-missing-required-type-fail": "required-type",
  "credential-no-issuer-fail": "no-issuer",
  "credential-no-subject-fail": "no-subject",
  "credential-no-type-fail": "no-type",
  "credential-proof-missing-type-fail": "proof",
  "credential-redef-type-fail": "redefined-term",
  "credential-redef-type2-fail": "redefined-term",
  "credential-refresh-no-type-fail": "refresh-service",
  "credential-schema-no-id-fail": "schema",
  "credential-schema-no-type-fail": "schema",
  "credential-schema-non-url-id-fail": "schema",
  "credential-status-missing-type-fail": "status",
  "credential-status-multiple-id-fail": "status",
  "credential-status-nonurl-id-fail": "status",
  "credential-status-type-nonurl-fail": "status",
  "credential-subject-multiple-empty-fail": "subject",
  "credential-subject-no-claims-fail": "subject",
  "credential-termsofuse-missing-type-fail": "terms-of-use",
  "credential-termsofuse-no-type-fail": "terms-of-use",
  "credential-type-mapped-nonurl-fail": "invalid-context",
  "credential-type-unmapped-fail": "undefined-term",
  "credential-validUntil-validFrom-fail": "date-order",
  "credential-validfrom-invalid-fail": "date",
  "credential-validuntil-invalid-fail": "date",
  "presentation-context-order-fail": "base-context",
  "presentation-enveloped-vc-missing-type-fail": "type",
  "presentation-holder-fail": "holder",
  "presentation-holder-name-fail": "holder",
  "presentation-holder-object-fail": "holder",
  "presentation-missing-base-context-fail": "base-context",
  "presentation-missing-required-type-fail": "required-type",
  "presentation-no-type-fail": "no-type",
  "presentation-vc-as-string-fail": "no-credential",
  "presentation-vc-missing-required-type-fail": "required-type",
};

/** The six whose names say neither: what we do, and why. */
export const OWN_CHOICE: Record<string, { answer: string | null; because: string }> = {
  "credential-missing-base-context-fail-or-inject": {
    answer: "base-context",
    because: "A verifier that adds a context checks something else than what was signed.",
  },
  "credential-no-context-fail-or-inject": {
    answer: "no-context",
    because: "The same.",
  },
  "presentation-no-context-fail-or-inject": {
    answer: "no-context",
    because: "The same.",
  },
  "presentation-self-asserted-vc-holder-mismatch": {
    answer: null,
    because: "VC 2.0 §4.13: a holder may present what another issued; each proof stands alone.",
  },
  "presentation-self-asserted-vc-issuer-mismatch": {
    answer: null,
    because: "The same: the credential is then simply not self-asserted.",
  },
  "presentation-self-asserted-vc-no-holder": {
    answer: null,
    because: "VC 2.0 §4.13: holder is optional.",
  },
};

/** Why an input is refused; null = it is accepted. */
export const expected = (name: string): string | null =>
  REFUSED[name] ?? OWN_CHOICE[name]?.answer ?? null;

/** The names of the 96 inputs of w3c/vc-data-model-2.0-test-suite; none where they are not at hand. */
export function inputs(): string[] {
  return sharedNames("vcdm2-input").map((file) => file.replace(/\.json$/, ""));
}

/** As the suite does: an issuer where none is meant to be missing, and dates for the words. */
export function prepared(name: string, issuer: string): Members {
  const input = sharedJson(`vcdm2-input/${name}.json`);
  const dates: Record<string, string> = {
    "FUTURE DATE": "2030-01-01T00:00:00Z",
    "PAST DATE": "2020-01-01T00:00:00Z",
  };
  for (const member of ["validFrom", "validUntil"]) {
    const date = dates[String(input[member])];
    if (date) input[member] = date;
  }
  if (!name.startsWith("credential") || name === "credential-no-issuer-fail") return input;
  const empty = JSON.stringify(input.issuer) === "{}";
  return "issuer" in input && !empty
    ? input
    : { ...input, issuer: empty ? { id: issuer } : issuer };
}
