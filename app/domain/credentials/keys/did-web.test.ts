import { expect, test } from "vitest";
import { didDomain, didWebAddress } from "./did-web.ts";

test.each([
  ["did:web:w3c-ccg.github.io", "https://w3c-ccg.github.io/.well-known/did.json"],
  ["did:web:w3c-ccg.github.io:user:alice", "https://w3c-ccg.github.io/user/alice/did.json"],
  ["did:web:escuela.example%3A443", "https://escuela.example/.well-known/did.json"],
  ["did:web:escuela.example%3a443:a", "https://escuela.example/a/did.json"],
  ["did:web:ESCUELA.example", "https://ESCUELA.example/.well-known/did.json"],
  ["did:web:escuela.example:a%20b", "https://escuela.example/a%20b/did.json"],
])("%s is at %s", (did, address) => {
  expect(didWebAddress(did)).toBe(address);
});

test.each([
  ["another method", "did:key:z6Mk"],
  ["no did", "https://escuela.example"],
  ["another port", "did:web:localhost%3A3000"],
  ["another port of a name", "did:web:escuela.example%3A8443"],
  ["this machine", "did:web:127.0.0.1"],
  ["this machine, in short", "did:web:127.1"],
  ["this machine, in hexadecimal", "did:web:0x7f.0x0.0x0.0x1"],
  ["this machine as a number", "did:web:2130706433"],
  ["an IPv6 address", "did:web:%5B%3A%3A1%5D"],
  ["a name without a dot", "did:web:localhost"],
  ["a name that ends in a dot", "did:web:escuela.example."],
  ["a person", "did:web:me%40escuela.example"],
  ["a slash", "did:web:escuela.example/a"],
  ["a question", "did:web:escuela.example:a?b"],
  ["a key", "did:web:escuela.example#key"],
  ["an empty part", "did:web:escuela.example::a"],
  ["the folder above", "did:web:escuela.example:..:a"],
  ["the folder above, encoded", "did:web:escuela.example:%2e%2e:a"],
  ["a slash, encoded", "did:web:escuela.example:a%2Fb"],
  ["a backslash, encoded", "did:web:escuela.example:a%5Cb"],
])("%s is not asked", (_, did) => {
  expect(didWebAddress(did)).toBe(null);
});

test("a person knows its domain", () => {
  expect(didDomain("did:web:Escuela.example:cursos")).toBe("escuela.example");
  expect(didDomain("did:web:localhost%3A3000")).toBe("localhost:3000");
  expect(didDomain("did:key:z6Mk")).toBe(null);
});
