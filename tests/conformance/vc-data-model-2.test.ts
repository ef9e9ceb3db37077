import { expect, test } from "vitest";
import { dataIntegrity } from "#app/domain/credentials/formats/data-integrity/suite.server.ts";
import { base58btc } from "#app/domain/credentials/keys/multibase.ts";
import { checkSecured } from "#app/domain/credentials/verifying/check-secured.ts";
import {
  credentialFault,
  presentationFault,
} from "#app/domain/credentials/verifying/data-model.ts";
import { inPlainForm } from "#app/domain/credentials/verifying/plain-form.ts";
import { DID, ISSUED, installation } from "#tests/factories/issuing.ts";
import { verifierOf } from "#tests/factories/verifier.ts";
import { exampleLoader } from "./example-contexts.ts";
import { sharedData, where } from "./shared-data.ts";
import { expected, inputs, OWN_CHOICE, prepared, REFUSED } from "./vcdm2-inputs.ts";

type Members = Record<string, unknown>;

const here = installation();
const verifier = () => verifierOf({ documents: [here.document() as never], loader: exampleLoader });

test(`all 96 inputs of the W3C suite are in one table or say "ok"${where}`, () => {
  if (!sharedData) return;
  const names = inputs();
  expect(names).toHaveLength(96);
  expect(names.filter((name) => name.endsWith("-fail")).sort()).toEqual(
    Object.keys(REFUSED).sort(),
  );
  const neither = names.filter((name) => !/-(ok|fail)$/.test(name));
  expect(neither).toEqual(Object.keys(OWN_CHOICE).sort());
});

test.each(inputs().filter((name) => expected(name)))(
  `VC 2.0 suite: %s is refused for its own reason`,
  async (name) => {
    const input = prepared(name, DID);
    const refused = name.startsWith("credential")
      ? await ofCredential(forged(input))
      : await ofPresentation(input);
    expect(refused).toBe(expected(name));
  },
);

test.each(inputs().filter((name) => !expected(name)))(
  `VC 2.0 suite: %s is accepted`,
  async (name) => {
    const input = prepared(name, DID);
    if (name.startsWith("credential")) {
      const secured = await signed(input);
      expect(await ofCredential(secured)).toBe(null);
      expect(inPlainForm(secured, "own")).toBe(true);
    } else expect(await ofPresentation(input)).toBe(null);
  },
);

/** Why it is refused: by the data model, else by its proof. */
async function ofCredential(credential: Members): Promise<string | null> {
  const fault = credentialFault(credential);
  if (fault) return fault;
  const { outcome, reason } = await checkSecured({ form: "json", credential }, verifier(), ISSUED);
  return outcome === "passed" ? null : reason;
}

/** The same of a presentation: its shape, its words, and each credential in it, once signed. */
async function ofPresentation(presentation: Members): Promise<string | null> {
  const fault = presentationFault(presentation);
  if (fault) return fault;
  await dataIntegrity(exampleLoader).canonize(presentation);
  const credentials = [presentation.verifiableCredential ?? []].flat() as Members[];
  for (const credential of credentials.filter(
    ({ type }) => !String(type).startsWith("Enveloped"),
  )) {
    const refused = await ofCredential(await signed({ ...credential, issuer: DID }));
    if (refused) return refused;
  }
  return null;
}

const proofOf = (proofValue: string) => ({
  type: "DataIntegrityProof",
  cryptosuite: "eddsa-rdfc-2022",
  created: "2026-11-21T03:00:00Z",
  verificationMethod: here.document().assertionMethod[0],
  proofPurpose: "assertionMethod",
  proofValue,
});

/** With a proof that is none, where the input brings none: it must not be why it is refused. */
const forged = (input: Members): Members =>
  "proof" in input ? input : { ...input, proof: proofOf(base58btc(new Uint8Array(64).fill(7))) };

const signed = ({ proof: _, ...credential }: Members): Promise<Members> =>
  here.secureWith(exampleLoader, credential);
