import { Agent, request } from "node:http";
import { parentPort, workerData } from "node:worker_threads";

/** As long as nothing is wrong, a process is asked so often. */
const EVERY_MS = 5;
const GIVE_UP_MS = 60_000;

/** Asks /healthz on one connection, again and again, and tells the longest wait when asked for it. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let longestMs = 0;
let askedAtMs = null;

function ask() {
  const startedMs = performance.now();
  askedAtMs = startedMs;
  const note = () => {
    if (askedAtMs !== startedMs) return;
    askedAtMs = null;
    longestMs = Math.max(longestMs, performance.now() - startedMs);
    setTimeout(ask, EVERY_MS);
  };
  const asked = request(`${workerData.url}/healthz`, { agent, timeout: GIVE_UP_MS }, (response) => {
    response.resume();
    response.once("close", note);
  });
  asked.once("timeout", () => asked.destroy());
  asked.once("error", note);
  asked.end();
}

parentPort.on("message", () => {
  const underWayMs = askedAtMs === null ? 0 : performance.now() - askedAtMs;
  parentPort.postMessage(Math.max(longestMs, underWayMs));
  longestMs = 0;
});
ask();
