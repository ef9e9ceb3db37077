/** Attributes of a field whose text no keyboard may change or suggest. */
export const AS_TYPED = {
  autoCapitalize: "off",
  autoComplete: "off",
  autoCorrect: "off",
  spellCheck: false,
} as const;
