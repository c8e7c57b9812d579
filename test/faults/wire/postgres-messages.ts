/** One message of PostgreSQL's protocol, as it came. The first one of a connection has no type. */
export type Message = { type: string; bytes: Buffer };

const LENGTH_BYTES = 4;

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

/** What of a message can be searched: statements and their values. */
export function textOf({ type, bytes }: Message): string {
  return type === "Q" || type === "P" || type === "B" ? bytes.toString("latin1", 5) : "";
}
