/** The base context of VC 1.1, which we do not issue. */
export const VC_V1 = "https://www.w3.org/2018/credentials/v1";

/** The JSON-LD contexts of what we issue. */
export const VC_V2 = "https://www.w3.org/ns/credentials/v2";
export const OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
export const OPEN_BADGES_EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";

/** The official JSON schema (OB 3.0 §E), named so that any verifier can apply it. */
export const BADGE_SCHEMA =
  "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";

/**
 * Every context that a credential may name, with the SHA-256 of its canonical JSON
 * (RFC 8785). A proof says what these files make of the words, so a file that changed
 * changes what was signed: the loader refuses it, and refuses any other address.
 *
 * Of 3.0.3 there are two files about: this is the one of the specification
 * (1EdTech/openbadges-specification), without the terms `endorsementJwt` and `jti`.
 */
export const PINNED: Readonly<Record<string, string>> = {
  [VC_V2]: "b463c8d6a066214123ddd9827b135e1b50e1fc73322cc52a9b12a4f1fc7d86cf",
  [VC_V1]: "b01e671e873981f19a9102a9a57f666dbcaeb31b99e3e124378d143e71549247",
  "https://purl.imsglobal.org/spec/ob/v3p0/context.json":
    "2c54acaa1cffda2420be32ab61f0a2082051211131c6337686f36f2537aa859b",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json":
    "8bb2354552b70cbdf2066f6d3e24bc5c2be2619145737580ad2aebdc366e77d5",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json":
    "bdd1d11a55a660322f24660862a1d430ee80cce584465f750909daa43684357c",
  [OPEN_BADGES]: "c5e555a91a5cf48e32ae0a05674c61ddd5c053b680b5643b2f57f9965e386d99",
  [OPEN_BADGES_EXTENSIONS]: "15f4c347c6fe4380d9b6b93795859e33747ef48d5c55b91a71c52fb51c7bcbd7",
  "https://w3id.org/security/data-integrity/v1":
    "9505bf85338a4c2121ad03992ac90061bc85d43bcfa34d9d47b779381cf08b5f",
  "https://w3id.org/security/data-integrity/v2":
    "7ba3c50acf2689d5e07927267343eb353249c7c22a9f2d00307cc970e855e305",
};
