import { describe, expect, it, onTestFinished } from "vitest";
import type { Role } from "#domain/accounts/roles";
import { auditLog } from "#server/db/tables/audit";
import { createPageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { KEY, SETTINGS_KEY, openConnectWorld, serve } from "../../support/connect-world";

const { world, model, admin, keepUntilEnd, stopWorker, runWorker, open, send, tryIt, use, stored } =
  await openConnectWorld();

describe("where a model may be connected", () => {
  const REFUSED = [
    ...["http://10.0.0.1/v1", "https://192.168.1.1/v1", "https://169.254.169.254/latest"],
    ...["https://[::ffff:169.254.169.254]/v1", "https://[fd00:ec2::254]/v1", "http://0.0.0.0/v1"],
    ...["http://models.example/v1", "ftp://models.example/", "https://user:pw@models.example/v1"],
    ...["https://models.example/v1?key=1", "file:///etc/passwd", "gopher://x", "nothing"],
  ];

  it.each(REFUSED)("refuses %s, in words at its field", async (baseUrl) => {
    for (const intent of ["try", "list"]) {
      const fields = { intent, provider: "other", baseUrl, model: "m", apiKey: KEY };
      const refused = await send(fields);
      if (!("data" in refused)) throw new Error("let through");
      expect(refused.init?.status).toBe(400);
      expect(refused.data.result?.errors["baseUrl"]?.join()).toMatch(/address/);
    }
    expect(await stored()).toEqual([]);
  });

  it("lets a shared server call itself only where its operator lists that", async () => {
    const shared = createPageWorld(world.database, world.jobs, { SETTINGS_KEY });
    const { host } = new URL(model.baseUrl);
    const listed = { SETTINGS_KEY, JUDGE_ALLOWED_HOSTS: host };
    const allowing = createPageWorld(world.database, world.jobs, listed);
    onTestFinished(async () => {
      await shared.close();
      await allowing.close();
    });
    const fields = { intent: "try", provider: "other", baseUrl: model.baseUrl, model: "m" };
    const refused = await send(fields, { pages: shared });
    expect("init" in refused && refused.init?.status).toBe(400);
    // The worker holds to its own rules, whatever the web process let through.
    keepUntilEnd(await world.startWorker({ SETTINGS_KEY }));
    const before = model.requests.length;
    const { result } = await tryIt({}, { pages: allowing });
    expect(result).toMatchObject({ isReached: false, errorKind: "misconfigured" });
    expect(model.requests).toHaveLength(before);
    await stopWorker();
    keepUntilEnd(await world.startWorker(listed));
    expect((await tryIt({}, { pages: allowing })).result.isReached).toBe(true);
  });

  it("follows no redirect, and says so", async () => {
    await runWorker();
    const target = await serve((_, response) => response.end("{}"));
    const server = await serve((_, response) => {
      response.writeHead(307, { location: `${target.baseUrl}/chat/completions` }).end();
    });
    const { result } = await tryIt({ baseUrl: server.baseUrl });
    expect(result).toMatchObject({ isReached: false, errorKind: "misconfigured" });
    expect("message" in result && result.message).toMatch(/redirect/);
    expect(target.asked).toEqual([]);
  });

  it("asks no server at an address that only stands in a link", async () => {
    const server = await serve((_, response) => response.end('{"models": []}'));
    await open(`?provider=ollama&baseUrl=${server.baseUrl}&address=${server.baseUrl}`);
    expect(server.asked).toEqual([]);
  });
});

describe("a list of models", () => {
  it("is asked for thirty times an hour by one person, and then no server hears of it", async () => {
    const server = await serve((_, response) => response.end('{"data": [{"id": "m"}]}'));
    const from = { viewer: await createPerson(world.database.db, "admin") };
    const fields = { intent: "list", provider: "other", baseUrl: server.baseUrl };
    const statuses: (number | undefined)[] = [];
    for (let n = 0; n < 40; n += 1) {
      const answer = await send(fields, from);
      if (!("data" in answer)) throw new Error("not a form's answer");
      statuses.push(answer.init?.status);
      if (n === 39) expect(answer.data.result?.errors[""]?.join()).toMatch(/wait \d+ minutes/);
    }
    expect(statuses).toEqual([...Array<number>(30).fill(200), ...Array<number>(10).fill(429)]);
    expect(server.asked).toHaveLength(30);
    const other = { viewer: await createPerson(world.database.db, "admin") };
    expect(await send(fields, other)).toMatchObject({ init: { status: 200 } });
  });

  it("is asked for by a press alone, however often the page is read", async () => {
    await runWorker();
    const server = await serve((_, response) => response.end('{"models": []}'));
    const address = { provider: "ollama", baseUrl: server.baseUrl };
    await tryIt(address);
    const lists = () => server.asked.filter((url) => url === "/api/tags").length;
    for (let n = 0; n < 20; n += 1) await open("?provider=ollama");
    expect(lists()).toBe(0);
    expect((await open("?provider=ollama")).models).toBeUndefined();
    await send({ intent: "list", ...address });
    for (let n = 0; n < 20; n += 1) await open("?provider=ollama");
    expect((await open("?provider=ollama")).models).toEqual([]);
    expect(lists()).toBe(1);
  });
});

describe("looking for models on this machine", () => {
  it("begins with a yes, which is kept and can be taken back", async () => {
    expect((await open()).atHome).toEqual({ isAllowed: false });
    await send({ intent: "look" });
    await send({ intent: "look" });
    const other = { viewer: await createPerson(world.database.db, "admin") };
    expect((await open("", other)).atHome).toMatchObject({ isAllowed: true });
    await send({ intent: "look-end" }, other);
    expect((await open()).atHome).toEqual({ isAllowed: false });
    const actions = (await world.database.db.select().from(auditLog)).map(({ action }) => action);
    expect(actions.filter((action) => action.startsWith("judge.look"))).toEqual([
      "judge.look",
      "judge.look_end",
    ]);
  });

  it("isn't offered where the machine is a server for many", async () => {
    const pages = createPageWorld(world.database, world.jobs, { SETTINGS_KEY });
    onTestFinished(() => pages.close());
    const refused = await send({ intent: "look" }, { pages });
    expect("init" in refused && refused.init?.status).toBe(409);
    expect((await open("", { pages })).atHome).toBeNull();
    expect((await open()).atHome).toEqual({ isAllowed: false });
  });
});

describe("who may connect a model", () => {
  const person = (role: Role) => createPerson(world.database.db, role);
  const fields = { intent: "disconnect" };

  it.each(["candidate", "reviewer"] as const)("not a %s, who is told whom to ask", async (role) => {
    const from = { viewer: await person(role) };
    for (const asking of [() => open("", from), () => send(fields, from)]) {
      const refused: unknown = await asking().catch((error: unknown) => error);
      if (!(refused instanceof Response)) throw new Error("let through");
      expect(refused.status).toBe(403);
      const text = await refused.text();
      expect(text).toContain("Ask an admin");
      expect(text).not.toContain(admin.email);
    }
  });

  it("everybody on the embedded start, who is an admin there by a click", async () => {
    const from = { viewer: await person("candidate"), settings: { isDemo: true } };
    expect((await open("", from)).isAdmin).toBe(false);
    await runWorker();
    const { connectionId } = await tryIt({}, from);
    await use(connectionId, from);
  });
});
