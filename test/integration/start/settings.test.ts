import { expect, it } from "vitest";
import { runCommand } from "../../support/run-command";

const POSTGRES = "postgres://nobody@127.0.0.1:9/none";
const ADMIN = ["--email", "one@example.org", "--name", "One"];
const ANSWER = [
  "--problem",
  "rag-customer-support",
  "--answer",
  "problems/rag-customer-support/answers/middling.md",
];

/** Everything that is started by hand and reads settings. */
const PROGRAMS: [string, string[]][] = [
  ["server/start.ts", []],
  ["server/dev.ts", []],
  ["server/web/main.ts", []],
  ["server/worker/main.ts", []],
  ["server/dev/web.ts", []],
  ["server/commands/migrate.ts", []],
  ["server/commands/create-admin.ts", ADMIN],
  ["server/commands/seed-demo.ts", []],
  ["server/commands/judge-check.ts", []],
  ["server/commands/grade.ts", ANSWER],
];

async function run(program: string, args: string[], env: Record<string, string>) {
  const { code, stdout, stderr } = await runCommand(program, args, env);
  return { code, output: stdout + stderr };
}

it.each(PROGRAMS)(
  "%s says what is wrong with a setting, and nothing else",
  async (program, args) => {
    const bad = { PORT: "secret-port", DATABASE_URL: POSTGRES };
    const { code, output } = await run(program, args, bad);
    expect(output).toContain("PORT: must be a number");
    expect(output).not.toMatch(/^\s+at |throw new|Node\.js v|secret-port/m);
    expect(code).toBe(1);
  },
);

it.each([
  ["DATABASE_URL", "mysql://secret@host/db"],
  ["DATABASE_URL", "host:5432/secret"],
  ["DATABASE_URL", "postgres://user:secret@host:port/db"],
  ["REDIS_URL", "http://secret:6379"],
  ["REDIS_URL", "secret:6379"],
  ["APP_URL", "board.secret.org"],
  ["APP_URL", "javascript:secret"],
])("a worker refuses %s=%s at once", async (name, value) => {
  const { code, output } = await run("server/worker/main.ts", [], {
    DATABASE_URL: POSTGRES,
    [name]: value,
  });
  expect(output).toMatch(new RegExp(`^  ${name}: must be an address`, "m"));
  expect(output).not.toContain("secret");
  expect(code).toBe(1);
});

it("the web process says that APP_URL is missing, without a stack", async () => {
  const { code, output } = await run("server/web/main.ts", [], {
    DATABASE_URL: POSTGRES,
    NODE_ENV: "production",
  });
  expect(output.trim().split("\n")).toEqual([expect.stringMatching(/^APP_URL is not set/)]);
  expect(code).toBe(1);
});
