import { describe, expect, test } from "vitest";
import { knowIssuer } from "#app/domain/credentials/known-issuers.server.ts";
import type { Verdict } from "#app/domain/credentials/verdict.ts";
import { LIMITS } from "#app/domain/people/limits.ts";
import { translator } from "#app/i18n/translate.ts";
import { claimsOf } from "#tests/factories/credentials.ts";
import { HOSTILE_NAMES } from "#tests/factories/hostile-names.ts";
import { DID, ISSUED, installation, LIST } from "#tests/factories/issuing.ts";
import { outsideOf } from "#tests/factories/outside.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const school = installation();
const lists: Record<string, string> = { [LIST]: await school.list() };
const visit = await openSite(db, { outside: outsideOf([school.document()], lists) });
const t = translator("es");
const now = new Date(ISSUED.getTime() + 3_600_000);
const NAME = "Escuela Nacional de Agua";
await knowIssuer(db, DID, NAME, now);
const text = await school.issue();

const fileForm = (content: BlobPart, name = "credencial.json") => {
  const form = new FormData();
  form.set("codigo", "");
  form.set("archivo", new File([content], name));
  return form;
};
let visitors = 0;
/** Each from an address of its own, so that no limit is in the way. */
const newAddress = () => {
  visitors += 1;
  return `192.0.2.${visitors}`;
};

async function sendPage(form: FormData | Record<string, string>, at = now) {
  const started = performance.now();
  const answer = await visit("/verificar", { form, now: at, address: newAddress() });
  const page = await answer.text();
  return { answer, page, took: performance.now() - started };
}
const paste = (codigo: string, at = now) => sendPage({ codigo }, at);

const says = (verdict: Verdict) => t(`credentials.verdict.${verdict}`);

describe("a credential that was sent", () => {
  test("gets its verdict first, dated, from who we know", async () => {
    const { answer, page } = await paste(text);
    expect(answer.status).toBe(200);
    expect(page).toContain(`<h1 class="verdict__title">${says("valid")}`);
    expect(page).toContain("Comprobado el 20 de noviembre de 2026 a las 22:00.");
    expect(page).toContain(NAME);
    expect(page).toContain(DID);
    expect(page).toContain("cabildo.example");
    expect(page).toContain("María Guadalupe Ixkʼat Pérez");
    expect(answer.headers.get("cache-control")).toContain("no-store");
    expect(answer.headers.get("x-robots-tag")).toContain("noindex");
  });

  test("is the same as a file, and as a JWT", async () => {
    const jwt = await school.issue({}, {}, "vc-jwt");
    for (const form of [fileForm(text), { codigo: jwt }, fileForm(jwt, "credencial.jwt")]) {
      expect((await sendPage(form)).page).toContain(says("valid"));
    }
  });

  test("and tampered with, shows nothing of what it says", async () => {
    const { page } = await paste(text.replace("María", "Marta"));
    expect(page).toContain(says("tampered"));
    expect(page).not.toContain("Marta");
    expect(page).not.toContain(NAME);
    expect(page).not.toContain(t("credentials.shown.signed-title"));
    expect(page).toContain(t("credentials.check.proof.failed"));
  });

  test("by somebody whom we do not know is said to be, whatever name it gives itself", async () => {
    const stranger = installation();
    const other = JSON.parse(await stranger.issue());
    other.issuer.name = NAME;
    delete other.proof;
    const signed = await stranger.secure(other);
    const alone = await openSite(await freshDatabase(), {
      outside: outsideOf([stranger.document()], { [LIST]: await stranger.list() }),
    });
    const page = await (await alone("/verificar", { form: { codigo: signed }, now })).text();
    expect(page).toContain(says("unknown-issuer"));
    expect(page).toContain(DID);
    expect(page).not.toContain(NAME);
  });

  test("that was revoked is not green, nor is one whose list nobody gives", async () => {
    const revoked = { [LIST]: await school.list([94_567]) };
    const site = (given: Record<string, string>) =>
      openSite(db, { outside: outsideOf([school.document()], given) });
    const pageOf = async (given: Record<string, string>) =>
      (await (await site(given))("/verificar", { form: { codigo: text }, now })).text();
    expect(await pageOf(revoked)).toContain(says("revoked"));
    const unsure = await pageOf({});
    expect(unsure).toContain(says("could-not-check"));
    expect(unsure).toContain(t("credentials.check-reason.list-unreachable"));
    expect(unsure).not.toContain("verdict--valid");
  });

  test("that expired, or is not yet in force, is shown with its date", async () => {
    const old = await school.issue({ expiresAt: "2026-11-21T03:10:00.000Z" });
    const { page } = await paste(old);
    expect(page).toContain(says("expired"));
    expect(page).toContain("Hasta el 20 de noviembre de 2026.");
    const early = await school.issue({ issuedAt: "2026-11-22T03:00:00.000Z" });
    expect((await paste(early)).page).toContain(says("not-yet-valid"));
  });

  test("shows a hostile name as text", async () => {
    for (const { printed } of HOSTILE_NAMES.filter((one) => one.printed?.includes("<"))) {
      const { page } = await paste(await school.issue({ name: printed ?? "" }));
      expect(page).toContain(says("valid"));
      expect(page).not.toContain("<script>alert");
      expect(page).not.toContain("<b>Ana");
    }
  });
});

describe("what is no credential", () => {
  const deep = `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`;
  const unsigned = `${btoa('{"alg":"none"}').replaceAll("=", "")}.${btoa("{}").replaceAll("=", "")}.`;
  const local = (host: string) =>
    text.replaceAll(DID, `did:web:${host}`).replaceAll("María", "Marta");

  test.each([
    ["nothing", "", "credentials.verify.problem.nothing"],
    ["a mistyped code", "K7QM-2F9T-XB05", "credentials.verify.problem.mistyped"],
    ["something else", "hola", "credentials.verify.problem.unreadable"],
    ["a link to another site", "https://a.example/c.json", "credentials.verify.problem.elsewhere"],
    ["cut JSON", text.slice(0, -20), "credentials.verify.problem.not-json"],
    ["nesting of 10,000", deep, "credentials.verify.problem.too-deep"],
    ["a JWT that nobody signed", unsigned, "credentials.verify.problem.no-proof"],
  ] as const)("%s is refused beside the field, in a summary, and soon", async (_, typed, key) => {
    const { answer, page, took } = await paste(typed);
    expect(answer.status).toBe(400);
    expect(page.split(t(key)).length - 1).toBe(2);
    expect(page).toContain('href="#campo-codigo"');
    expect(took).toBeLessThan(2000);
  });

  test.each([
    ["an empty file", new Uint8Array(0), "credentials.verify.problem.nothing"],
    [
      "a file of 10 MB and more",
      new Uint8Array(10 * 1024 * 1024 + 1),
      "credentials.verify.upload.too-large",
    ],
    ["10 MB of nothing", new Uint8Array(10_000_000), "credentials.verify.upload.too-large"],
    ["10 MB of JSON", `{"a":"${"x".repeat(9_000_000)}"}`, "credentials.verify.upload.too-large"],
    [
      "a list of a million",
      `{"a":[${"1,".repeat(400_000)}1]}`,
      "credentials.verify.problem.too-many-values",
    ],
  ] as const)("%s is refused beside its field, and soon", async (_, content, key) => {
    const { answer, page, took } = await sendPage(fileForm(content));
    expect(answer.status).toBe(400);
    expect(page).toContain(t(key));
    expect(took).toBeLessThan(2000);
  });

  test.each(["127.0.0.1", "localhost", "2130706433", "169.254.169.254", "localhost%3A3000"])(
    "a did:web at %s is not asked",
    async (host) => {
      const real = await openSite(db);
      const started = performance.now();
      const answer = await real("/verificar", { form: { codigo: local(host) }, now });
      const page = await answer.text();
      expect(page).toContain(says("could-not-check"));
      expect(page).toContain(t("credentials.check-reason.refused"));
      expect(page).not.toContain("Marta");
      expect(performance.now() - started).toBeLessThan(2000);
    },
  );
});

describe("a code or a link", () => {
  test("leads to its page", async () => {
    const link = "https://cabildo.example/verificar/AAAAAAAAAAAAAAAAAAAAAA";
    const { answer } = await paste(link);
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toBe("/verificar/AAAAAAAAAAAAAAAAAAAAAA");
  });

  test("that nobody has is unknown", async () => {
    const { answer, page } = await paste(claimsOf().code);
    expect(answer.status).toBe(404);
    expect(page).toContain(t("credentials.no-verdict.unknown"));
  });

  test("is still taken in the address", async () => {
    const answer = await visit("/verificar?codigo=AAAAAAAAAAAAAAAAAAAAAA");
    expect(answer.headers.get("location")).toBe("/verificar/AAAAAAAAAAAAAAAAAAAAAA");
    expect((await visit("/verificar?codigo=x")).status).toBe(400);
  });
});

test("an address that checks too much is asked to wait", async () => {
  const address = "198.51.100.7";
  const limit = LIMITS["verification by address"];
  const tangled = { form: { codigo: "{}" }, address, now };
  await visit("/verificar", tangled);
  await db.execute(`update rate_limits set count = ${limit.most}`);
  const answer = await visit("/verificar", tangled);
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await answer.text()).toContain(t("credentials.verify.problem.too-many"));
});
