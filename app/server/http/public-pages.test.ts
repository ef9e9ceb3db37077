import { randomBytes } from "node:crypto";
import type { Request } from "express";
import { describe, expect, test } from "vitest";
import type { Database } from "../db.ts";
import { isDatabaseGone } from "./database-gone.ts";
import { createPublicPages } from "./public-pages.ts";

const request = (headers: Record<string, string> = {}) =>
  ({
    method: "GET",
    path: "/verificar/uno",
    originalUrl: "/verificar/uno",
    headers: { accept: "text/html", ...headers },
  }) as unknown as Request;

/** A page whose version and body the test sets, over a clock it moves. */
function site() {
  const state = {
    version: "issued" as string | null,
    body: "valid",
    now: 0,
    asked: 0,
    rendered: 0,
  };
  const page = {
    path: /^\/verificar\/(\w+)$/,
    version: async () => {
      state.asked += 1;
      return state.version;
    },
  };
  const pages = createPublicPages({} as Database, [page], () => state.now);
  const render = async () => {
    state.rendered += 1;
    return { status: 200, headers: [], body: Buffer.from(state.body) };
  };
  const get = async (headers?: Record<string, string>) =>
    (await pages.through(request(headers), "sesion", render)).body.toString();
  return { state, get, pages, render };
}

describe("a page kept rendered", () => {
  test("is given again without asking while it is believed", async () => {
    const { state, get } = site();
    await get();
    state.now = 399;
    expect(await get()).toBe("valid");
    expect(state).toMatchObject({ asked: 1, rendered: 1 });
  });

  test("shows a change within a second", async () => {
    const { state, get } = site();
    await get();
    Object.assign(state, { version: "revoked", body: "revoked", now: 1000 });
    expect(await get()).toBe("revoked");
  });

  test("is asked about, and not rendered again, when nothing changed", async () => {
    const { state, get } = site();
    await get();
    state.now = 1000;
    await get();
    expect(state).toMatchObject({ asked: 2, rendered: 1 });
  });

  test("is rendered once for all who ask at the same time", async () => {
    const { state, get } = site();
    const first = await Promise.all(Array.from({ length: 40 }, () => get()));
    Object.assign(state, { version: "revoked", body: "revoked", now: 1000 });
    const second = await Promise.all(Array.from({ length: 40 }, () => get()));
    expect(new Set([...first, ...second])).toEqual(new Set(["valid", "revoked"]));
    expect(state.rendered).toBe(2);
  });

  test("is rendered for each when the one who rendered for all failed", async () => {
    const { state, get } = site();
    const broken = { ...state };
    Object.defineProperty(state, "body", {
      get: () => {
        if (state.rendered === 1) throw new Error("broken");
        return broken.body;
      },
    });
    const answers = await Promise.allSettled([get(), get(), get()]);
    expect(answers.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  });

  test("leaves when others need its place, whatever names the site is called by", async () => {
    const { state, get } = site();
    state.body = randomBytes(1024 * 1024).toString("latin1");
    await get();
    for (let host = 0; host < 12; host += 1) await get({ host: `${host}.example` });
    await get();
    expect(state.rendered).toBe(14);
  });

  test("is never given to somebody with a session, nor kept from them", async () => {
    const { state, get } = site();
    await get({ cookie: "sesion=abc" });
    await get();
    expect(state).toMatchObject({ asked: 1, rendered: 2 });
  });

  test("is not kept when its subject does not exist", async () => {
    const { state, get } = site();
    state.version = null;
    await get();
    await get();
    expect(state.rendered).toBe(2);
  });

  test("is not emptied by somebody who asks for its headers alone", async () => {
    const { state, get, pages } = site();
    const headersOnly = { ...request(), method: "HEAD" } as unknown as Request;
    const bodyless = async () => ({ status: 200, headers: [], body: Buffer.alloc(0) });
    await pages.through(headersOnly, "sesion", bodyless);
    expect(await get()).toBe("valid");
    expect(state.rendered).toBe(1);
  });

  test("is one for each language, whatever else the request brings", async () => {
    const { state, get, pages, render } = site();
    await get({ cookie: "idioma=es" });
    for (let visit = 0; visit < 3; visit += 1) {
      await get({ cookie: `idioma=${visit}`, accept: `text/plain;v=${visit}` });
    }
    await get({ cookie: "idioma=en" });
    expect(state.rendered).toBe(3);
    const searched = { ...request(), originalUrl: "/verificar/uno?x=1" } as unknown as Request;
    await pages.through(searched, "sesion", render);
    await pages.through(searched, "sesion", render);
    expect(state.rendered).toBe(5);
  });

  test("is refused as the database is, when it hangs", async () => {
    const page = { path: /./, version: () => new Promise<string>(() => {}) };
    const hung = createPublicPages({} as Database, [page], Date.now, 1);
    const failed = await hung.through(request(), "sesion", async () => "never").catch((e) => e);
    expect(isDatabaseGone(failed)).toBe(true);
  });

  test("is not given when the database cannot be asked", async () => {
    const { state, get } = site();
    await get();
    state.now = 1000;
    const broken = createPublicPages(
      {} as Database,
      [{ path: /./, version: () => Promise.reject(new Error("gone")) }],
      () => state.now,
    );
    await expect(broken.through(request(), "sesion", async () => "never")).rejects.toThrow("gone");
  });
});
