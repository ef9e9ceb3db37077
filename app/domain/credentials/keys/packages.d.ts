// What we use of packages that bring no types.

declare module "base58-universal" {
  export function encode(bytes: Uint8Array): string;
  export function decode(text: string): Uint8Array;
}

declare module "@digitalbazaar/ed25519-multikey" {
  export function from(key: unknown): Promise<{
    verifier(): {
      verify(options: { data: Uint8Array; signature: Uint8Array }): Promise<boolean>;
    };
  }>;
}
