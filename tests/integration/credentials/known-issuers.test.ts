import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { rememberIssuer } from "#app/domain/credentials/issuer-record.server.ts";
import {
  forgetIssuer,
  knowIssuer,
  listIssuers,
} from "#app/domain/credentials/known-issuers.server.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();
const DID = "did:web:escuela.example";
const now = new Date();
const said = async () =>
  (
    await db.execute<{ said: string }>(
      sql`select verb || ' ' || object_id said from statements order by id`,
    )
  ).map((row) => row.said);

test("an issuer is known by the name that we give it, until it is forgotten", async () => {
  expect(await knowIssuer(db, DID, " Escuela ", now)).toEqual({ ok: true, value: null });
  await knowIssuer(db, DID, "Escuela Nacional", now);
  expect(await listIssuers(db)).toEqual([{ did: DID, name: "Escuela Nacional" }]);
  expect(await forgetIssuer(db, DID)).toMatchObject({ ok: true });
  expect(await listIssuers(db)).toEqual([]);
  expect(await said()).toEqual([`confirmed ${DID}`, `confirmed ${DID}`, `ended ${DID}`]);
});

test("what is refused leaves no trace", async () => {
  const before = await said();
  await db.transaction((tx) => rememberIssuer(tx, "https://cabildo.example"));
  const refused = async (did: string, name = "Escuela") => {
    const outcome = await knowIssuer(db, did, name, now);
    return outcome.ok ? null : outcome.reason;
  };
  expect(await refused("did:web:127.0.0.1")).toBe("not-did-web");
  expect(await refused("did:key:z6Mk")).toBe("not-did-web");
  expect(await refused("did:web:cabildo.example")).toBe("own");
  expect(await refused(DID, " ")).toBe("name");
  expect(await refused(DID, "x".repeat(201))).toBe("name");
  expect(await forgetIssuer(db, DID)).toEqual({ ok: false, reason: "unknown" });
  expect(await said()).toEqual(before);
});
