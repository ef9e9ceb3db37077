import { describe, expect, test, vi } from "vitest";
import { authenticate } from "#app/domain/people/login.server.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { runCli } from "./processes.ts";

// Each command is a process of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const db = await freshDatabase();
const create = (email: string, password: string, input?: string) =>
  runCli(
    ["user:create", "--email", email, "--name", "Ana Tzoc", "--role", "manager"].concat(
      password ? ["--password", password] : [],
    ),
    { DATABASE_URL: db.url },
    input,
  );
const enters = async (username: string, password: string) =>
  (await authenticate(db, { username, password }, { address: "192.0.2.1", now: new Date() })).ok;

describe("user:create", () => {
  test("takes the password as an option", async () => {
    expect(await create("ana@muni.example", "tres perros verdes")).toMatchObject({ code: 0 });
    expect(await enters("ana@muni.example", "tres perros verdes")).toBe(true);
  });

  test("takes the password from standard input, where no list of processes shows it", async () => {
    const given = "cuatro gatos azules\r\notra línea\n";
    expect(await create("eva@muni.example", "-", given)).toMatchObject({ code: 0, stderr: "" });
    expect(await enters("eva@muni.example", "cuatro gatos azules")).toBe(true);
  });

  test.each([
    ["", "at least 10 characters"],
    ["corta\n", "at least 10 characters"],
  ])("refuses %j from standard input", async (input, sentence) => {
    const { code, stderr } = await create("luz@muni.example", "-", input);
    expect(code).toBe(2);
    expect(stderr).toContain("--password: ");
    expect(stderr.toLowerCase()).toContain(sentence);
  });

  test("says in its help how", async () => {
    const { stdout } = await runCli(["user:create", "--help"]);
    expect(stdout).toContain("--password P|-");
    expect(stdout).toContain("standard input");
  });
});
