import { webcrypto } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { afterAll } from "vitest";

/** A certificate that nobody but its maker trusts, for these names; PEM. */
async function selfSigned(names: readonly string[]): Promise<{ key: string; cert: string }> {
  pkijs.setEngine("node", new pkijs.CryptoEngine({ crypto: webcrypto as Crypto }));
  const keys = (await webcrypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
    "sign",
    "verify",
  ])) as CryptoKeyPair;
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1js.Integer({ value: 1 });
  const name = new pkijs.AttributeTypeAndValue({
    type: "2.5.4.3",
    value: new asn1js.Utf8String({ value: names[0] ?? "" }),
  });
  certificate.issuer.typesAndValues.push(name);
  certificate.subject.typesAndValues.push(name);
  certificate.notBefore.value = new Date(Date.now() - 86_400_000);
  certificate.notAfter.value = new Date(Date.now() + 86_400_000);
  const altNames = new pkijs.GeneralNames({
    names: names.map((value) => new pkijs.GeneralName({ type: 2, value })),
  });
  certificate.extensions = [
    new pkijs.Extension({
      extnID: "2.5.29.17",
      extnValue: altNames.toSchema().toBER(false),
    }),
  ];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign(keys.privateKey, "SHA-256");
  const pkcs8 = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return {
    key: pem("PRIVATE KEY", pkcs8),
    cert: pem("CERTIFICATE", certificate.toSchema(true).toBER(false)),
  };
}

const pem = (label: string, bytes: ArrayBuffer): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(bytes).toString("base64")}\n-----END ${label}-----\n`;

export interface OutsideServer {
  port: number;
  /** Paths that were asked for. */
  asked: string[];
  ca: string;
}

/** A server of somebody else's on this machine, by https under these names; closed after the file. */
export async function openOutside(
  names: readonly string[],
  answer: RequestListener,
): Promise<OutsideServer> {
  const { key, cert } = await selfSigned(names);
  const asked: string[] = [];
  const server = createTlsServer({ key, cert }, (request, response) => {
    asked.push(request.url ?? "");
    answer(request, response);
  });
  return { port: await listening(server), asked, ca: cert };
}

/** The same without TLS. */
export async function openPlain(answer: RequestListener): Promise<number> {
  return listening(createServer(answer));
}

async function listening(server: ReturnType<typeof createServer | typeof createTlsServer>) {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
