import { expect, test } from "vitest";
import { closedLoader } from "#app/domain/credentials/contexts/closed-loader.server.ts";
import {
  BADGE_SCHEMA,
  OPEN_BADGES_EXTENSIONS,
  VC_V2,
} from "#app/domain/credentials/contexts/pinned.ts";
import { dataIntegrity } from "#app/domain/credentials/formats/data-integrity/suite.server.ts";
import { verifyCredential } from "#app/domain/credentials/verifying/verify-credential.ts";
import { factsOf } from "#tests/factories/facts.ts";
import { DID, ISSUED, installation, LIST } from "#tests/factories/issuing.ts";
import { rewritingsOf } from "#tests/factories/rewritings.ts";
import { issuerCalled } from "#tests/factories/verifier.ts";

type Members = Record<string, unknown>;

const here = installation();
const NOW = new Date(ISSUED.getTime() + 3_600_000);
const context = (name: string) => `https://purl.imsglobal.org/spec/ob/v3p0/${name}.json`;

/** A badge as others write them: the author is the issuer, things have ids, values their kinds. */
const anothers = (badges: string, more: Members = {}): Members => ({
  "@context": [VC_V2, badges],
  id: "https://escuela.example/insignias/1",
  type: ["VerifiableCredential", "OpenBadgeCredential"],
  name: "Compras p\u00fablicas \ufffd",
  issuer: { id: DID, type: ["Profile"], name: "Escuela", url: "https://escuela.example" },
  validFrom: "2026-11-20T00:00:00Z",
  credentialSubject: {
    id: "did:example:ana",
    type: ["AchievementSubject"],
    creditsEarned: 5,
    identifier: [
      {
        type: "IdentityObject",
        hashed: false,
        identityHash: "Ana",
        identityType: "name",
      },
    ],
    achievement: {
      id: "https://escuela.example/logros/1",
      type: ["Achievement"],
      name: "Compras",
      description: "Conduce una licitaci\u00f3n.",
      creator: { id: DID, type: ["Profile"], name: "Escuela", email: "e@escuela.example" },
      criteria: { narrative: "Examen." },
      image: { id: "https://escuela.example/i.png", type: "Image" },
      tag: ["compras", "licitaciones"],
      creditsAvailable: 7.5,
      version: "1",
    },
  },
  evidence: [
    { id: "https://escuela.example/e/1", type: ["Evidence"], name: "Pliego", narrative: "Uno" },
    { id: "https://escuela.example/e/2", type: ["Evidence"], name: "Acta", narrative: "Otro" },
  ],
  ...more,
});

const generic: Members = {
  "@context": [VC_V2],
  id: "https://escuela.example/credenciales/1",
  type: ["VerifiableCredential"],
  name: { "@value": "Compras", "@language": "es" },
  description: "Corta",
  issuer: { id: DID, name: "Escuela" },
  validFrom: "2026-11-20T00:00:00Z",
  credentialSubject: { id: "did:example:ana", name: "Ana", description: "Oficial" },
};

const named = {
  credentialSchema: [{ id: BADGE_SCHEMA, type: "1EdTechJsonSchemaValidator2019" }],
};

const BADGES: [string, () => Promise<string>][] = [
  [
    "of ours",
    () =>
      here.issue(
        {},
        { evidence: [{ name: "Plan", narrative: "Ya.", address: "https://a.example/p" }] },
      ),
  ],
  ["of another", () => here.secure(anothers(context("context-3.0.2")))],
  [
    "of another that names the schema",
    () => {
      const contexts = [VC_V2, context("context-3.0.3"), OPEN_BADGES_EXTENSIONS];
      return here.secure(anothers("", { "@context": contexts, ...named }));
    },
  ],
  ["of another that is no badge", () => here.secure(generic)],
];

const suite = dataIntegrity(closedLoader);

const statementsOf = async ({ proof: _, ...document }: Members): Promise<string> => {
  try {
    return await suite.canonize(document);
  } catch {
    return "";
  }
};

const lists = { [LIST]: await here.list() };
const verifier = here.verifier({ lists, issuers: [issuerCalled(DID)] });

/** What is shown of a credential; null = nothing. */
async function shown(credential: Members): Promise<Members | null> {
  const found = await verifyCredential(JSON.stringify(credential), verifier, NOW);
  return typeof found === "string" ? null : found.credential;
}

test.each(BADGES)(
  "however a credential %s is rewritten, nothing else is shown than what was signed",
  async (_, issue) => {
    const original = JSON.parse(await issue());
    const facts = factsOf(original);
    expect(factsOf((await shown(original)) ?? {})).toBe(facts);
    const statements = await statementsOf(original);
    const unsigned: string[] = [];
    let unseen = 0;
    for (const [name, rewritten] of rewritingsOf(original)) {
      const found = await shown(rewritten);
      if (found && factsOf(found) !== facts) unsigned.push(name);
      const says = factsOf(rewritten) !== facts && unseen < ENOUGH;
      if (says && (await statementsOf(rewritten)) === statements) unseen += 1;
    }
    expect(unsigned).toEqual([]);
    // The signature holds for these, and a reader would take something else from them.
    expect(unseen).toBe(ENOUGH);
  },
  120_000,
);

const ENOUGH = 6;

test("a context of its own that swaps two names changes no statement, and is refused", async () => {
  const badges = context("context-3.0.3");
  const original = JSON.parse(await here.secure(anothers(badges)));
  const { document } = await closedLoader()(badges);
  const words = structuredClone(document as { "@context": Members })["@context"];
  words.Otra = words.OpenBadgeCredential;
  const ofAchievement = (words.Achievement as { "@context": Members })["@context"];
  delete ofAchievement.name;
  delete ofAchievement.description;
  const subject = words.AchievementSubject as { "@context": { achievement: Members } };
  subject["@context"].achievement["@context"] = {
    "@propagate": false,
    name: "https://schema.org/description",
    description: "https://schema.org/name",
  };
  const { credentialSubject } = original;
  const { name, description, ...rest } = credentialSubject.achievement;
  const achievement = { ...rest, name: description, description: name };
  const swapped = {
    ...original,
    "@context": [VC_V2, words],
    type: ["VerifiableCredential", "Otra"],
    credentialSubject: { ...credentialSubject, achievement },
  };
  expect(await statementsOf(swapped)).toBe(await statementsOf(original));
  expect(await shown(swapped)).toBe(null);
  expect(await verifyCredential(JSON.stringify(swapped), verifier, NOW)).toMatchObject({
    verdict: "could-not-check",
    checks: expect.arrayContaining([{ name: "form", outcome: "failed", reason: "not-plain" }]),
  });
});

const seed = Number(process.env.SEED ?? Date.now() % 2147483647);

/** A repeatable series of numbers from 0 to 1 (Lehmer). */
let state = seed || 1;
function dice(): number {
  state = (state * 48271) % 2147483647;
  return state / 2147483647;
}

test(`nor when it is rewritten several times over (SEED=${seed})`, async () => {
  const original = JSON.parse(await here.secure(anothers(context("context-3.0.2"))));
  const facts = factsOf(original);
  for (let turn = 0; turn < 150; turn += 1) {
    let rewritten: Members = original;
    const names: string[] = [];
    for (let times = 2 + Math.floor(dice() * 3); times > 0; times -= 1) {
      const all = [...rewritingsOf(rewritten)];
      const [name, next] = all[Math.floor(dice() * all.length)] ?? ["none", rewritten];
      names.push(name);
      rewritten = next;
    }
    const found = await shown(rewritten);
    expect([names, found ? factsOf(found) : facts]).toEqual([names, facts]);
  }
}, 120_000);
