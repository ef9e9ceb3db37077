"""Says whether an eddsa-rdfc-2022 proof holds, from the specifications alone.

Shares no code with what it judges: JSON-LD and canonicalisation are PyLD's, the signature is
python-cryptography's, and the rest is written here after vc-di-eddsa 1.0 section 3.2 and
Controlled Identifiers 1.0 sections 2.2 and 2.4.

Reads one JSON object from standard input:
    credential   the secured document, unchanged
    did          the issuer's DID document
    contexts     JSON-LD contexts by address; no other is loaded
Writes "verified", or "refused: " and why, and ends with 0 or 1.
"""

import hashlib
import json
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pyld import jsonld

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


class Refused(Exception):
    pass


def main():
    given = json.load(sys.stdin)
    try:
        verify(given["credential"], given["did"], given["contexts"])
    except Refused as reason:
        print(f"refused: {reason}")
        return 1
    print("verified")
    return 0


def verify(credential, did, contexts):
    document = {name: value for name, value in credential.items() if name != "proof"}
    proofs = credential.get("proof", [])
    proofs = proofs if isinstance(proofs, list) else [proofs]
    if not proofs:
        raise Refused("no proof")
    issuer = credential["issuer"]
    issuer = issuer["id"] if isinstance(issuer, dict) else issuer
    if did["id"] != issuer:
        raise Refused("not the issuer's document")
    for proof in proofs:
        verify_proof(document, proof, did, contexts)


def verify_proof(document, proof, did, contexts):
    if (proof["type"], proof["cryptosuite"]) != ("DataIntegrityProof", "eddsa-rdfc-2022"):
        raise Refused("another kind of proof")
    if proof["proofPurpose"] != "assertionMethod":
        raise Refused("another purpose")
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    options["@context"] = document["@context"]
    hashes = [sha256(canonical(one, contexts)) for one in (options, document)]
    key = Ed25519PublicKey.from_public_bytes(public_key(proof["verificationMethod"], did))
    try:
        key.verify(multibase(proof["proofValue"]), b"".join(hashes))
    except InvalidSignature:
        raise Refused("the signature is of something else") from None


def public_key(address, did):
    if address not in did["assertionMethod"]:
        raise Refused("the key is not listed to assert with")
    method = next(one for one in did["verificationMethod"] if one["id"] == address)
    if method["type"] != "Multikey" or method["controller"] != did["id"]:
        raise Refused("the key is of another kind, or another's")
    value = multibase(method["publicKeyMultibase"])
    if value[:2] != b"\xed\x01" or len(value) != 34:
        raise Refused("not an Ed25519 key")
    return value[2:]


def multibase(text):
    if text[0] != "z":
        raise Refused("not base58-btc")
    number = 0
    for character in text[1:]:
        number = number * 58 + ALPHABET.index(character)
    zeros = len(text[1:]) - len(text[1:].lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def canonical(document, contexts):
    def load(address, _options):
        if address not in contexts:
            raise Refused(f"not among the contexts: {address}")
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": address,
            "document": contexts[address],
        }

    # RDFC-1.0 is URDNA2015 for texts without control characters.
    return jsonld.normalize(
        document,
        {
            "algorithm": "URDNA2015",
            "format": "application/n-quads",
            "documentLoader": load,
        },
    )


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).digest()


if __name__ == "__main__":
    sys.exit(main())
