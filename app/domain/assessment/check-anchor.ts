/** Fragment of a check question in its lesson. */
export const checkAnchor = (item: string): string => `pregunta-${item}`;

/** Field of the address to which somebody with a session answers. */
export const SIGNED_IN = "cuenta";

/** Id of the question's options on its page. */
export const checkOptionsId = (item: string): string => `${checkAnchor(item)}-opciones`;
