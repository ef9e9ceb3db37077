import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { share } from "#app/domain/credentials/share.server.ts";
import { paths } from "#app/paths.ts";
import { insertCertificate } from "#tests/factories/certificates.ts";
import { expect, insertPerson, t, test } from "./fixtures.ts";

test("the card of a shared certificate stands whole in a frame of another site", async ({
  page,
  allow,
  baseURL,
  db,
}) => {
  allow(/another host/);
  const { id: userId, fullName: name } = await insertPerson(db);
  const { id } = await insertCertificate(db, undefined, { userId, name });
  await share(db, { id: userId }, id, new Date());
  const source = new URL(paths.credentialCard(id), baseURL).href;
  const frame = `<iframe src="${source}" width="360" height="300" title="x"></iframe>`;
  const other = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html").end(`<!DOCTYPE html><title>x</title>${frame}`);
  });
  await new Promise<void>((listening) => other.listen(0, "127.0.0.1", listening));
  await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
  const card = page.frameLocator("iframe");
  await expect(card.getByText(t("credentials.card.valid"))).toBeVisible();
  await expect(card.getByText(name)).toBeVisible();
  await expect(card.getByRole("link")).toHaveAttribute("href", paths.credential(id));
  const [scrolls, height] = await card
    .locator("html")
    .evaluate((root) => [root.scrollHeight, root.clientHeight]);
  expect(scrolls).toBe(height);
  await page.goto("about:blank");
  await new Promise((closed) => other.close(closed));
});
