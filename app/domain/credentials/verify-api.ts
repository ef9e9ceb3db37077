import { z } from "zod";
import { readObject } from "./json-text.ts";
import { CHECKS, type CheckName, VERDICTS } from "./verdict.ts";
import type { UnreadableText } from "./verifying/credential-text.ts";

/** What is posted: a credential as JSON, or secured as a JWT. */
const VerifyRequest = z.object({
  credential: z.union([z.string(), z.record(z.string(), z.unknown())]),
});

/** The text of the credential in a posted body; `body` = it is not what is to be posted. */
export function readVerifyRequest(body: string): { text: string } | UnreadableText | "body" {
  const posted = readObject(body, 1);
  if (posted === "not-an-object") return "body";
  if (typeof posted === "string") return posted;
  const request = VerifyRequest.safeParse(posted);
  if (!request.success) return "body";
  const { credential } = request.data;
  return { text: typeof credential === "string" ? credential : JSON.stringify(credential) };
}

const Row = z.object({
  name: z.enum(Object.keys(CHECKS) as [CheckName, ...CheckName[]]),
  outcome: z.enum(["passed", "failed", "unknown", "does-not-apply", "not-checked"]),
  reason: z.string().nullable(),
});

/** What is answered. A program goes by `verdict`; what it does not know is never `valid`. */
const VerifyAnswer = z.object({
  verdict: z.enum(VERDICTS),
  checks: z.array(Row),
  /** Null when its issuer did not sign it as it is; its `name` is null when we do not know it. */
  issuer: z
    .object({ did: z.string(), domain: z.string().nullable(), name: z.string().nullable() })
    .nullable(),
  checkedAt: z.iso.datetime(),
});

/** RFC 9457 Problem Details, with the reason as a code. */
const Problem = z.object({
  title: z.string(),
  status: z.int(),
  reason: z.string(),
});

/** Why a program is not given a verdict. */
export type ApiRefusal = UnreadableText | "body" | "media-type" | "method" | "too-many" | "busy";

/** The kinds of refusal, by status (RFC 9110 §15.5, RFC 6585 §4). */
const API_PROBLEMS = {
  400: "unreadable",
  405: "method",
  413: "too-large",
  415: "media-type",
  429: "too-many",
  503: "busy",
} as const;
export type ApiProblem = (typeof API_PROBLEMS)[keyof typeof API_PROBLEMS];

/** The status and the kind of a refusal; what cannot be read is a 400. */
export function problemOf(refusal: ApiRefusal): { status: number; kind: ApiProblem } {
  const known = Object.entries(API_PROBLEMS).find(([, kind]) => kind === refusal);
  return known ? { status: Number(known[0]), kind: known[1] } : { status: 400, kind: "unreadable" };
}

/** Sentences of the description. */
interface ApiWords {
  title: string;
  description: string;
  verify: string;
  verified: string;
  problem: (kind: ApiProblem) => string;
}

/** The description of the interface (OpenAPI 3.1.0), for a site at `origin`. */
export function openApi(origin: string, address: string, words: ApiWords) {
  const content = { "application/problem+json": { schema: ref("Problem") } };
  const refused = Object.entries(API_PROBLEMS).map(([status, kind]) => [
    status,
    { description: words.problem(kind), content },
  ]);
  return {
    openapi: "3.1.0",
    info: { title: words.title, description: words.description, version: "1" },
    servers: [{ url: origin }],
    paths: {
      [address]: {
        post: {
          operationId: "verify",
          summary: words.verify,
          security: [],
          requestBody: { required: true, content: jsonOf("VerifyRequest") },
          responses: {
            200: { description: words.verified, content: jsonOf("VerifyAnswer") },
            ...Object.fromEntries(refused),
          },
        },
      },
    },
    components: {
      schemas: {
        VerifyRequest: schemaOf(VerifyRequest),
        VerifyAnswer: schemaOf(VerifyAnswer),
        Problem: schemaOf(Problem),
      },
    },
  };
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const jsonOf = (name: string) => ({ "application/json": { schema: ref(name) } });

/** OpenAPI 3.1 takes JSON Schema 2020-12 as it is; the dialect is said once, by the version. */
function schemaOf(shape: z.ZodType) {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io: "input" });
  return schema;
}
