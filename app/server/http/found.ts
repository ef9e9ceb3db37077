/** What a query found; throws 404 when it found nothing, as for an address that does not exist. */
export function found<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Response(null, { status: 404 });
  return value;
}
