import { sql } from "drizzle-orm";
import { Router } from "express";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Services } from "./context.ts";
import type { Gate } from "./gate.ts";

/** `/healthz` (alive), `/readyz` (database reachable and migrated), `/metrics` (this machine only). */
export function health({ db, config }: Services, gate: Gate): Router {
  const router = Router();
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "cabildo_requests",
    help: "Requests working and waiting for a turn",
    labelNames: ["state"],
    registers: [registry],
    collect() {
      const { working, waiting } = gate.load();
      this.set({ state: "working" }, working);
      this.set({ state: "waiting" }, waiting);
    },
  });

  router.get("/healthz", (_request, response) => {
    response.type("text").send("ok");
  });

  router.get("/readyz", async (_request, response) => {
    const ready = await within(1500, db.execute(sql`select 1 from statements limit 1`));
    if (!ready) response.setHeader("Retry-After", 2);
    response
      .status(ready ? 200 : 503)
      .type("text")
      .send(ready ? "ready" : "database not reachable");
  });

  router.get("/metrics", async (request, response, next) => {
    const forwarded = Object.keys(request.headers).some((name) =>
      /^(x-forwarded-|forwarded$)/.test(name),
    );
    const local = /^(::1|(::ffff:)?127\.)/.test(request.socket.remoteAddress ?? "");
    if (!config.metricsPublic && (forwarded || !local)) return next();
    response.type(registry.contentType).send(await registry.metrics());
  });

  return router;
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const done = work.then(
    () => true,
    () => false,
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}
