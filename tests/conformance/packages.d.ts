declare module "@digitalbazaar/citizenship-context" {
  export const contexts: ReadonlyMap<string, unknown>;
}
