import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { MessageReader, StatementReader } from "./postgres-messages";
import type { Message } from "./postgres-messages";

/** A moment in the talk between a process and the database, and what is done at it. */
export type Watch = {
  /** Something that all statements of the transaction together must hold. */
  statement: RegExp;
  /** True when the transaction is about the trial that watches. */
  concerns: (statements: string) => boolean;
  /** Before its commit goes to the database, or when it is committed and nobody knows yet. */
  when: "before_commit" | "after_commit";
  /** "cut" ends the connection; "pass" lets the talk go on. */
  act: () => Promise<"cut" | "pass">;
};

export type PostgresProxy = {
  port: number;
  /** Watches for one such moment. @returns ends the watch; false when it had come already */
  watch: (watch: Watch) => () => boolean;
  close: () => Promise<void>;
};

const READY_FOR_QUERY = "Z";

/**
 * Stands between our processes and the database and reads along, so that faults can be put at exact
 * points of a transaction without a hook in the product.
 */
export async function openPostgresProxy(target: { port: number }): Promise<PostgresProxy> {
  const watches = new Set<Watch>();
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const database = connect(target.port, "127.0.0.1");
    const link = { client, database, isCut: false };
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      // A reset is what a cut looks like from the other side.
      socket.on("error", () => cut(link));
      socket.on("close", () => {
        sockets.delete(socket);
        cut(link);
      });
    }
    relay(link, watches);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    watch: (watch) => {
      watches.add(watch);
      return () => watches.delete(watch);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

type Link = { client: Socket; database: Socket; isCut: boolean };

function cut(link: Link): void {
  link.isCut = true;
  link.client.destroy();
  link.database.destroy();
}

/** Passes messages on in order; a watch that acts holds its side back until it is done. */
function relay(link: Link, watches: Set<Watch>): void {
  const transaction = new Transaction();
  const awaited: Watch[][] = [];
  const up = new MessageReader(true);
  const down = new MessageReader(false);
  let isGreeted = false;
  let heldBack: Buffer[] = [];

  inTurn(link.client, async (chunk) => {
    for (const message of up.read(chunk)) {
      const ended = transaction.add(message);
      if (ended !== null) {
        const found = [...watches].filter((w) => w.statement.test(ended) && w.concerns(ended));
        await act(found.filter(({ when }) => when === "before_commit"));
        awaited.push(found.filter(({ when }) => when === "after_commit"));
      } else if (endsWithReady(message)) awaited.push([]);
      if (link.isCut) return;
      link.database.write(message.bytes);
    }
  });
  inTurn(link.database, async (chunk) => {
    for (const message of down.read(chunk)) {
      if (message.type !== READY_FOR_QUERY && (awaited[0] ?? []).length > 0) {
        // Not a word of the answer before the watch has acted.
        heldBack.push(message.bytes);
        continue;
      }
      // The first one ends the greeting, which nothing asked for.
      if (message.type === READY_FOR_QUERY && isGreeted) await act(awaited.shift() ?? []);
      isGreeted ||= message.type === READY_FOR_QUERY;
      if (link.isCut) return;
      for (const held of heldBack) link.client.write(held);
      heldBack = [];
      link.client.write(message.bytes);
    }
  });

  async function act(found: Watch[]): Promise<void> {
    for (const watch of found) {
      if (!watches.delete(watch)) continue;
      if ((await watch.act()) === "cut") cut(link);
    }
  }
}

function inTurn(socket: Socket, handle: (chunk: Buffer) => Promise<void>): void {
  let last = Promise.resolve();
  socket.on("data", (chunk: Buffer) => {
    last = last.then(() => handle(chunk));
  });
}

function endsWithReady({ type }: Message): boolean {
  return type === "Q" || type === "S";
}

/** Gathers what belongs together until it is committed: one statement, or all from BEGIN on. */
class Transaction {
  #text = "";
  #isOpen = false;
  #ending: "commit" | "rollback" | null = null;
  readonly #statements = new StatementReader();

  /** @returns all its statements when this message commits it, else null */
  add(message: Message): string | null {
    const { statement, text } = this.#statements.read(message);
    const command = statement.trimStart().slice(0, 8).toLowerCase();
    if (/^(begin|start)/.test(command)) {
      this.#isOpen = true;
      this.#text = "";
    } else if (/^(commit|end)/.test(command)) this.#ending = "commit";
    else if (/^rollback/.test(command)) this.#ending = "rollback";
    else this.#text += text;
    if (!endsWithReady(message) || (this.#isOpen && this.#ending === null)) return null;
    const whole = this.#ending === "rollback" ? null : this.#text;
    this.#text = "";
    this.#isOpen = false;
    this.#ending = null;
    return whole;
  }
}
