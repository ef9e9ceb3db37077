import { createPrivateKey, sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openCheckpoint, readCheckpoint, signCheckpoint } from "./checkpoint.ts";
import { readVerifierKey, type Signer, signNote, verifierKey } from "./note.ts";

const origin = "cabildo.example/registro-publico";

/** The Ed25519 key whose private half is 32 times the same byte, or 0, 1, 2… */
function signerOf(seed: Uint8Array): Signer {
  // RFC 8410 §7: a private key in PKCS #8 is this and its 32 bytes.
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const { x = "" } = key.export({ format: "jwk" });
  return {
    publicKey: Buffer.from(x, "base64url"),
    sign: async (message) => sign(null, message, key),
  };
}

const signer = signerOf(Uint8Array.from({ length: 32 }, (_, index) => index));
const other = signerOf(new Uint8Array(32).fill(7));
const empty = Buffer.from("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "base64");

/** Signed by another program in another language. */
const NOTE = [
  origin,
  "0",
  "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
  "",
  `— ${origin} fqjzkKMBzBkOKUYxxth0rIQfM0LG9EJpHvij6uWmL/p/9FiZwP4+DWYTpnJOmHaBhXs4D21jva1Y4INvPhv3rkoOlg4=`,
  "",
].join("\n");
const KEY = `${origin}+7ea8f390+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4`;

describe("a checkpoint", () => {
  test("is the note that another program writes for the same tree and key", async () => {
    expect(await signCheckpoint({ origin, size: 0, root: empty }, signer)).toBe(NOTE);
    expect(await verifierKey({ name: origin, publicKey: signer.publicKey })).toBe(KEY);
  });

  test("opens with the key that signed it, and with no other", async () => {
    const opened = await openCheckpoint(NOTE, signer.publicKey);
    expect(opened).toEqual({ origin, size: 0, root: new Uint8Array(empty) });
    expect(await openCheckpoint(NOTE, other.publicKey)).toBeNull();
  });

  test("opens with the signatures of witnesses after it", async () => {
    const text = NOTE.slice(0, NOTE.indexOf("\n\n") + 1);
    const witness = (await signNote(text, "testigo.example", other)).split("\n\n")[1] ?? "";
    expect(await openCheckpoint(NOTE + witness, signer.publicKey)).not.toBeNull();
    expect(await openCheckpoint(`${text}\n${witness}`, signer.publicKey)).toBeNull();
  });

  test("is refused with any one character changed", async () => {
    const accepted: number[] = [];
    for (let at = 0; at < NOTE.length; at += 1) {
      const changed = `${NOTE.slice(0, at)}${NOTE[at] === "A" ? "B" : "A"}${NOTE.slice(at + 1)}`;
      if (await openCheckpoint(changed, signer.publicKey)) accepted.push(at);
    }
    expect(accepted).toEqual([]);
  });

  test.each([
    ["a size with a zero before it", NOTE.replace("\n0\n", "\n00\n")],
    ["a negative size", NOTE.replace("\n0\n", "\n-1\n")],
    ["a root that is no hash", NOTE.replace("47DE", "")],
    ["lines that end in another way", NOTE.replaceAll("\n", "\r\n")],
    ["no signature", NOTE.slice(0, NOTE.indexOf("—"))],
    ["a hyphen for the dash", NOTE.replace("—", "-")],
    ["nothing after the last line", NOTE.slice(0, -1)],
    ["nothing at all", ""],
  ])("is not read with %s", (_, note) => {
    expect(readCheckpoint(note)).toBeNull();
  });
});

describe("a verifier's key", () => {
  test("is read back, and refused when its id is another's", async () => {
    const key = await readVerifierKey(KEY);
    expect(key).toEqual({ name: origin, publicKey: new Uint8Array(signer.publicKey) });
    expect(await readVerifierKey(KEY.replace("7ea8f390", "7ea8f391"))).toBeNull();
    expect(await readVerifierKey(KEY.replace("cabildo", "otro"))).toBeNull();
    expect(await readVerifierKey("nada")).toBeNull();
  });
});
