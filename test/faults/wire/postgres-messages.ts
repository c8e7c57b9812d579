/** One message of PostgreSQL's protocol, as it came. The first one of a connection has no type. */
export type Message = { type: string; bytes: Buffer };

const LENGTH_BYTES = 4;
/** Type and length stand before everything else. */
const HEAD_BYTES = 1 + LENGTH_BYTES;

/** Cuts a stream of bytes into messages; keeps what is not whole yet for the next piece. */
export class MessageReader {
  #rest: Buffer = Buffer.alloc(0);
  #isFirst: boolean;

  /** @param hasStartup true for the client's side, whose first message has no type */
  constructor(hasStartup: boolean) {
    this.#isFirst = hasStartup;
  }

  read(chunk: Buffer): Message[] {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const messages: Message[] = [];
    for (;;) {
      const typeBytes = this.#isFirst ? 0 : 1;
      if (this.#rest.length < typeBytes + LENGTH_BYTES) return messages;
      const size = typeBytes + this.#rest.readUInt32BE(typeBytes);
      if (this.#rest.length < size) return messages;
      const bytes = this.#rest.subarray(0, size);
      messages.push({ type: typeBytes === 0 ? "" : String.fromCharCode(bytes[0] ?? 0), bytes });
      this.#rest = this.#rest.subarray(size);
      this.#isFirst = false;
    }
  }
}

/** Remembers what was prepared on one connection, so that later uses by name can be read. */
export class StatementReader {
  readonly #prepared = new Map<string, string>();

  /** The statement that a message runs ("" when it runs none), and it with its values. */
  read({ type, bytes }: Message): { statement: string; text: string } {
    if (type === "Q") {
      const statement = bytes.toString("latin1", HEAD_BYTES);
      return { statement, text: statement };
    }
    if (type === "P") {
      const [name = "", statement = ""] = readStrings(bytes, 2);
      this.#prepared.set(name, statement);
    }
    if (type !== "B") return { statement: "", text: "" };
    const [, name = ""] = readStrings(bytes, 2);
    const statement = this.#prepared.get(name) ?? "";
    return { statement, text: `${statement} ${bytes.toString("latin1", HEAD_BYTES)}` };
  }
}

/** The first strings of a message; each ends with a zero byte. */
function readStrings(bytes: Buffer, count: number): string[] {
  const strings: string[] = [];
  let from = HEAD_BYTES;
  for (let index = 0; index < count; index += 1) {
    const to = bytes.indexOf(0, from);
    strings.push(bytes.toString("latin1", from, to));
    from = to + 1;
  }
  return strings;
}
