import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { takeLock } from "#app/server/lock.ts";
import { runCli, temporaryFolder } from "./processes.ts";

// Each command is a process of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

describe("the operator's command", () => {
  test("lists every command with --help", async () => {
    const { code, stdout } = await runCli(["--help"]);

    expect(code).toBe(0);
    for (const name of ["start", "build", "doctor", "backup FILE", "restore FILE"]) {
      expect(stdout).toContain(name);
    }
  });

  test("refuses a command that it does not know, with the list", async () => {
    const { code, stderr } = await runCli(["fly"]);

    expect(code).toBe(2);
    expect(stderr).toContain("Unknown command: fly");
    expect(stderr).toContain("doctor");
  });

  test("refuses an option that it does not know, with the usage", async () => {
    const { code, stderr } = await runCli(["build", "--fast"]);

    expect(code).toBe(2);
    expect(stderr).toContain("--fast");
    expect(stderr).toContain("build [--force]");
  });
});

describe("npm start", () => {
  test("names each wrong variable with what was expected", async () => {
    const { code, stderr } = await runCli(["start"], {
      DATA_DIR: join(temporaryFolder(), "var"),
      PORT: "ninety",
      PUBLIC_URL: "cabildo",
      DATABASE_URL: "mysql://here",
      SESSION_SECRET: "short",
      LOG_LEVEL: "loud",
    });

    expect(code).toBe(1);
    for (const name of ["PORT", "PUBLIC_URL", "DATABASE_URL", "SESSION_SECRET", "LOG_LEVEL"]) {
      expect(stderr).toMatch(new RegExp(`^${name}: expected `, "m"));
    }
  });

  test("refuses a port that is taken, by name, and does not try again", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };

    const { code, stdout } = await runCli(["start"], {
      DATA_DIR: join(temporaryFolder(), "var"),
      PORT: String(port),
    });

    expect(code).toBe(1);
    expect(stdout).toContain(`PORT: port ${port} on 127.0.0.1 is in use`);
  });

  test("refuses a folder on which another one runs, naming its process", async () => {
    const dataDir = temporaryFolder();
    const lock = takeLock(join(dataDir, "cabildo.lock"), "npm start");
    onTestFinished(() => lock.release());

    const { code, stderr } = await runCli(["start"], { DATA_DIR: dataDir });

    expect(code).toBe(1);
    expect(stderr).toContain(`process ${process.pid} (npm start`);
    expect(stderr).toContain("Stop that process first");
  });

  test("says which database refuses it, without its password", async () => {
    const { code, stdout, stderr } = await runCli(["start"], {
      DATA_DIR: join(temporaryFolder(), "var"),
      DATABASE_URL: "postgres://ana:very-secret@no-such-host.invalid/cabildo",
    });

    expect(code).toBe(1);
    expect(stdout).toContain("no-such-host.invalid:5432/cabildo");
    expect(stdout + stderr).not.toContain("very-secret");
  });
});
