import { quote, type Transaction } from "./catalogue.ts";

/**
 * Takes the foreign keys and triggers off `tables` until `resume()`, so that
 * rows load in any order and nothing reacts to them. Putting a foreign key
 * back checks every row. An owner may do this on any Postgres, where
 * `session_replication_role` asks for a superuser and checks nothing.
 */
export async function suspendRules(
  tx: Transaction,
  tables: string[],
): Promise<{ resume(): Promise<void> }> {
  const keys = await tx<{ table: string; name: string; definition: string }[]>`
    select source.relname as table, fk.conname as name, pg_get_constraintdef(fk.oid) as definition
    from pg_constraint fk join pg_class source on source.oid = fk.conrelid
    where fk.contype = 'f' and source.relnamespace = 'public'::regnamespace and fk.conparentid = 0`;
  for (const { table, name } of keys) {
    await tx.unsafe(`alter table public.${quote(table)} drop constraint ${quote(name)}`);
  }
  for (const table of tables) {
    await tx.unsafe(`alter table public.${quote(table)} disable trigger user`);
  }
  return {
    async resume() {
      for (const table of tables) {
        await tx.unsafe(`alter table public.${quote(table)} enable trigger user`);
      }
      for (const { table, name, definition } of keys) {
        await tx.unsafe(
          `alter table public.${quote(table)} add constraint ${quote(name)} ${definition}`,
        );
      }
    },
  };
}
