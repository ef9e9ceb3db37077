/** Fragment of a check question in its lesson. */
export const checkAnchor = (item: string): string => `pregunta-${item}`;
