/**
 * Loaded into the processes of the started product by NODE_OPTIONS, so that the product needs no
 * code for it. In the web and the worker process it measures the longest turn of the event loop, as
 * time that passed and as processor time of the loop's own thread, and the heap after a forced
 * collection, with the threads there are and the requests under way; it answers on a loopback port that it writes into the folder of DOORS_PROBE_DIR.
 */
import { subscribe } from "node:diagnostics_channel";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { isMainThread } from "node:worker_threads";

const TICK_MS = 5;
const name = /\/server\/(web|worker)\/main\.ts$/.exec(process.argv[1] ?? "")?.[1];
const dir = process.env.DOORS_PROBE_DIR;

if (isMainThread && name !== undefined && dir !== undefined) {
  const turns = watchTurns();
  const requests = watchRequests(() => server);
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc");
  const server = createServer((request, response) => {
    if (request.url === "/heap") {
      collect();
      collect();
      const heapBytes = process.memoryUsage().heapUsed;
      response.end(JSON.stringify({ heapBytes, threads: countThreads(), requests: requests() }));
    } else response.end(JSON.stringify(turns.take()));
  });
  server.unref();
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    writeFileSync(join(dir, `${name}.json`), JSON.stringify({ pid: process.pid, port }));
  });
}

function watchTurns() {
  let longest = { waitMs: 0, busyMs: 0 };
  let last = { atMs: performance.now(), busyMs: readBusyMs() };
  setInterval(() => {
    const now = { atMs: performance.now(), busyMs: readBusyMs() };
    longest = {
      waitMs: Math.max(longest.waitMs, now.atMs - last.atMs - TICK_MS),
      busyMs: Math.max(longest.busyMs, now.busyMs - last.busyMs),
    };
    last = now;
  }, TICK_MS).unref();
  return {
    take: () => {
      const taken = longest;
      longest = { waitMs: 0, busyMs: 0 };
      return taken;
    },
  };
}

/** How many requests of other servers than the probe's own are under way. */
function watchRequests(getOwn) {
  const open = new Set();
  subscribe("http.server.request.start", ({ server, response }) => {
    if (server === getOwn()) return;
    open.add(response);
    response.once("close", () => open.delete(response));
  });
  return () => open.size;
}

/** Where there is no /proc, none are counted. */
function countThreads() {
  try {
    return readdirSync("/proc/self/task").length;
  } catch {
    return 0;
  }
}

/** Processor time of this thread; where there is no /proc, of the whole process. */
function readBusyMs() {
  try {
    const [ns] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ");
    return Number(ns) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e3;
  }
}
