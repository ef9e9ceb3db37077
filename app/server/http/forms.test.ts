import { expect, test } from "vitest";
import { z } from "zod";
import { readForm } from "./forms.ts";

const posted = (body: URLSearchParams | string, type?: string) =>
  new Request("http://localhost/", {
    method: "POST",
    body,
    ...(type && { headers: { "Content-Type": type } }),
  });

test("a field that came twice, or is named as a list, is a list; NUL is left out", async () => {
  const form = new URLSearchParams("a=1&a=2&b[]=3&c=x%00y&__proto__=p");
  const read = await readForm(posted(form), z.record(z.string(), z.unknown()));
  expect(read.ok && { ...read.value }).toMatchObject({ a: ["1", "2"], "b[]": ["3"], c: "xy" });
});

test("a form of a megabyte in the smallest fields is read without holding the process", async () => {
  const names = Array.from({ length: 150_000 }, (_, index) => `${index.toString(36)}=`);
  const start = performance.now();
  await readForm(posted(new URLSearchParams(names.join("&"))), z.object({}));
  expect(performance.now() - start).toBeLessThan(5000);
});

test("what is not a form is refused as the sender's mistake", async () => {
  const answer = await readForm(posted("{}", "application/json"), z.object({})).catch((e) => e);
  expect((answer as Response).status).toBe(400);
});
