import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

/**
 * What a connection meets: it is passed on; it is told that the server still starts; or it is cut at
 * the first statement after the greeting.
 */
export type Welcome = "open" | "starting" | "cut_at_first_statement";

export type DatabaseDoor = {
  url: string;
  /** How many have come so far. */
  countConnections: () => number;
  /** Ends every connection at once, as a database does that goes down. */
  cutAll: () => void;
  close: () => Promise<void>;
};

/** SQLSTATE 57P03, as a server says it that is not ready for anybody yet. */
const STARTING = toErrorMessage({
  S: "FATAL",
  V: "FATAL",
  C: "57P03",
  M: "the database system is starting up",
});

/**
 * A way to a database past which a test decides how connections fare.
 * @param welcomes of the first connections, in order; later ones are passed on
 */
export async function openDatabaseDoor(
  databaseUrl: string,
  welcomes: readonly Welcome[],
): Promise<DatabaseDoor> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((client) => {
    const welcome = welcomes[count] ?? "open";
    count += 1;
    keep(client);
    if (welcome === "starting") client.once("data", () => client.end(STARTING));
    else relay(client, { isCut: welcome === "cut_at_first_statement" });
  });

  function keep(socket: Socket): void {
    sockets.add(socket);
    // A reset is what the other side's end looks like from here.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
  }

  function relay(client: Socket, { isCut }: { isCut: boolean }): void {
    const database = connect(Number(target.port), target.hostname);
    keep(database);
    let isGreeted = false;
    database.on("data", (chunk: Buffer) => {
      client.write(chunk);
      // ReadyForQuery, with which a greeting ends: "Z", its length of 5, and "I" for idle.
      isGreeted ||= chunk.subarray(-6).equals(Buffer.from("Z\0\0\0\x05I"));
    });
    client.on("data", (chunk: Buffer) => {
      if (isCut && isGreeted) client.destroy();
      else database.write(chunk);
    });
    client.on("close", () => database.destroy());
    database.on("close", () => client.destroy());
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    countConnections: () => count,
    cutAll: () => sockets.forEach((socket) => socket.destroy()),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** An ErrorResponse of PostgreSQL's protocol: "E", the length, and fields by their letter. */
function toErrorMessage(fields: Record<string, string>): Buffer {
  const body = Object.entries(fields).map(([letter, text]) => `${letter}${text}\0`);
  const bytes = Buffer.from(`${body.join("")}\0`);
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(4 + bytes.length, 1);
  return Buffer.concat([head, bytes]);
}
