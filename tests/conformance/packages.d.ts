declare module "@digitalbazaar/citizenship-context" {
  export const contexts: ReadonlyMap<string, unknown>;
}

declare module "@digitalbazaar/vc" {
  export function signPresentation(options: {
    presentation: unknown;
    suite: unknown;
    documentLoader: unknown;
    challenge: string;
    domain?: string;
  }): Promise<Record<string, unknown>>;
}
