import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { DEFAULT_PORT, choosePort } from "./choose-port";

const HOST = "127.0.0.1";
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function occupy(port: number): Promise<number> {
  const server = createServer().listen(port, HOST);
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

test("a port that was asked for and is taken is refused, with what to do", async () => {
  const port = await occupy(0);
  await expect(choosePort(HOST, port)).rejects.toMatchObject({
    name: "StartError",
    message: `Port ${port} is in use by another program.`,
  });
});

test("the default port gives way to the next one that is free", async () => {
  // Someone may hold it already on the machine the tests run on: then it is as taken as can be.
  await occupy(DEFAULT_PORT).catch(() => DEFAULT_PORT);
  const port = await choosePort(HOST, DEFAULT_PORT);
  expect(port).toBeGreaterThan(DEFAULT_PORT);
  await occupy(port);
});

test("0 asks for any free port", async () => {
  const port = await choosePort(HOST, 0);
  expect(await occupy(port)).toBe(port);
});
