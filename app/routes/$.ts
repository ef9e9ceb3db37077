/** Every address that no other route answers: 404, in the reader's language. */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

export { default } from "./_index.tsx";
