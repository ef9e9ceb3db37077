import { createPrivateKey, sign } from "node:crypto";
import { decode } from "base58-universal";
import { expect, test } from "vitest";
import { dataIntegrity } from "#app/domain/credentials/formats/data-integrity/suite.server.ts";
import { base58btc } from "#app/domain/credentials/keys/multibase.ts";
import { exampleLoader } from "./example-contexts.ts";
import { sharedData, sharedJson, sharedText, where } from "./shared-data.ts";

type Signed = { proof: { verificationMethod: string; created: string; proofValue: string } };

const VECTORS: [string, string, string][] = [
  ["§B.1, an alumni credential", "unsigned.json", "eddsa-rdfc-2022"],
  ["§B.1, an employment authorization", "employmentAuth.json", "eddsa-rdfc-2022/employ"],
];

test.each(VECTORS)(
  `vc-di-eddsa %s: every step is reproduced byte for byte${where}`,
  async (_, input, folder) => {
    if (!sharedData) return;
    const text = (name: string) => sharedText(`eddsa-vectors/${folder}/${name}`);
    const credential = sharedJson(`eddsa-vectors/${input}`);
    const signed = sharedJson<Signed>(`eddsa-vectors/${folder}/signedDataInt.json`);
    const { verificationMethod, created } = signed.proof;
    const suite = dataIntegrity(exampleLoader);

    expect(await suite.canonize(credential)).toBe(text("canonDocDataInt.txt"));
    expect(await suite.canonize(JSON.parse(text("proofConfigDataInt.json")))).toBe(
      text("proofCanonDataInt.txt"),
    );
    const { bytes, proof } = await suite.prepare({ credential, verificationMethod, created });
    expect(Buffer.from(bytes).toString("hex")).toBe(text("combinedHashDataInt.txt"));
    const signature = sign(null, bytes, vectorKey());
    expect(signature.toString("hex")).toBe(text("sigHexDataInt.txt"));
    expect(base58btc(signature)).toBe(text("sigBTC58DataInt.txt"));
    expect({ ...credential, proof: { ...proof, proofValue: base58btc(signature) } }).toEqual(
      signed,
    );
  },
);

test.each(VECTORS)(
  `vc-di-eddsa %s: the published signature verifies${where}`,
  async (_, __, folder) => {
    if (!sharedData) return;
    const signed = sharedJson<Signed & Record<string, unknown>>(
      `eddsa-vectors/${folder}/signedDataInt.json`,
    );
    const id = signed.proof.verificationMethod;
    const controller = issuerOf(signed);
    const key = {
      id,
      type: "Multikey",
      controller,
      publicKeyMultibase: keyPair().publicKeyMultibase,
    };
    const check = (credential: Record<string, unknown>) =>
      dataIntegrity(exampleLoader).check({
        credential,
        verificationMethod: key,
        controller: { id: controller, ...{ assertionMethod: [id] } },
      });
    expect(await check(signed)).toBe(null);
    expect(await check({ ...signed, name: "Another" })).toBe("signature");
    expect(await check({ ...signed, "@context": ["https://www.w3.org/ns/credentials/v2"] })).toBe(
      "undefined-term",
    );
  },
);

const issuerOf = ({ issuer }: Record<string, unknown>) =>
  typeof issuer === "string" ? issuer : (issuer as { id: string }).id;

const keyPair = () =>
  sharedJson<{ publicKeyMultibase: string; privateKeyMultibase: string }>(
    "eddsa-vectors/keyPair.json",
  );

/** The vectors' test key: a seed of 32 bytes after two of its header, in PKCS #8 (RFC 8410 §7). */
function vectorKey() {
  const seed = decode(keyPair().privateKeyMultibase.slice(1)).slice(2);
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
}
