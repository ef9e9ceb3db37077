/** Where did:web names its host and what it has beyond a name (did:web §3.1). */
const DID_WEB = /^did:web:([A-Za-z0-9.-]+)((?:%3[Aa]443)?)((?::[A-Za-z0-9._%-]+)*)$/;

/**
 * The https address of a DID's document (did:web §3.2 Read): at `/.well-known/did.json` of the
 * host, or at `did.json` of the path that it names. Null for another method, and for what is not
 * asked: another port than 443, an IP address, and a path that a URL would read as another.
 */
export function didWebAddress(did: string): string | null {
  const [, host = "", , path = ""] = DID_WEB.exec(did) ?? [];
  const place = path === "" ? "/.well-known" : path.replaceAll(":", "/");
  const address = `https://${host}${place}/did.json`;
  if (!hasName(host) || !URL.canParse(address)) return null;
  const { pathname } = new URL(address);
  return pathname === `${place}/did.json` && !/%2f|%5c/i.test(place) ? address : null;
}

/** The domain of a did:web, and its port where it has one; null for another method. */
export function didDomain(did: string): string | null {
  const [, host, port] = /^did:web:([A-Za-z0-9.-]+)(?:%3[Aa](\d+))?(?::|$)/.exec(did) ?? [];
  if (!host) return null;
  return host.toLowerCase() + (port ? `:${port}` : "");
}

/** A name with a dot that a URL does not read as a number. */
const hasName = (host: string): boolean =>
  /^([a-z0-9-]+\.)+[a-z0-9-]*[a-z-][a-z0-9-]*$/i.test(host) &&
  URL.canParse(`https://${host}`) &&
  new URL(`https://${host}`).hostname === host.toLowerCase();
