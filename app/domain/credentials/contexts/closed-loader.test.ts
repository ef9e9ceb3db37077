import { expect, test } from "vitest";
import { closedLoader, UnknownAddress } from "./closed-loader.server.ts";
import { OPEN_BADGES, PINNED, VC_V2 } from "./pinned.ts";

test("answers each pinned context without asking anybody", async () => {
  for (const address of Object.keys(PINNED)) {
    const { document, documentUrl } = await closedLoader()(address);
    expect(document).toHaveProperty("@context");
    expect(documentUrl).toBe(address);
  }
});

test.each([
  "https://example.org/context.json",
  "https://www.w3.org/ns/credentials/v2#",
  "http://www.w3.org/ns/credentials/v2",
  "constructor",
])("throws for %s, which is not in the map", async (address) => {
  await expect(closedLoader()(address)).rejects.toThrow(UnknownAddress);
});

test("the context of Open Badges is the specification's file, not the validator's", async () => {
  const { document } = await closedLoader()(OPEN_BADGES);
  expect(JSON.stringify(document)).not.toMatch(/"endorsementJwt"|"jti"/);
});

test("cannot be told to replace a pinned context", async () => {
  const { document } = await closedLoader(new Map([[VC_V2, {}]]))(VC_V2);
  expect(document).toHaveProperty("@context");
});
