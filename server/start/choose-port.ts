import { createServer } from "node:net";
import { StartError, errorCode } from "../db/embedded/start-error";

export const DEFAULT_PORT = 3000;
const PORTS_TO_TRY = 50;

/**
 * The port for the web process. The default one gives way to the next that is free; one that was
 * asked for does not. 0 asks for any.
 * @throws StartError when it is taken
 */
export async function choosePort(host: string, wanted: number): Promise<number> {
  if (wanted !== DEFAULT_PORT) {
    const port = await tryPort(host, wanted);
    if (port !== null) return port;
    throw portTaken(wanted);
  }
  for (let port = wanted; port < wanted + PORTS_TO_TRY; port += 1) {
    if ((await tryPort(host, port)) !== null) return port;
  }
  throw portTaken(wanted);
}

/** Listens for a moment. Null when someone else does. */
function tryPort(host: string, port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => {
      const code = errorCode(error);
      if (code === "EADDRINUSE") resolve(null);
      else if (code === "EACCES") reject(portForbidden(port, error));
      else reject(error);
    });
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      const found = typeof address === "object" && address ? address.port : port;
      server.close(() => resolve(found));
    });
  });
}

function portTaken(port: number): StartError {
  return new StartError(
    `Port ${port} is in use by another program.`,
    "Stop that program, or set PORT to another number.",
  );
}

function portForbidden(port: number, cause: unknown): StartError {
  return new StartError(
    `This user may not listen on port ${port}.`,
    "Set PORT to a number above 1024.",
    { cause },
  );
}
