import { watch } from "node:fs";
import { dirname, join } from "node:path";

/** An editor writes more than once, and a checkout more than one file. */
const SETTLE_MS = 50;

/**
 * Waits until one of the files is written, made or removed. Their folders are watched, for most
 * editors put a new file in the place of the old one.
 * @param files absolute paths
 * @returns the last that changed, once all is quiet; null when `signal` aborts
 */
export function waitForChange(
  files: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<string | null> {
  return new Promise((resolve) => {
    let settling: NodeJS.Timeout | undefined;
    const folders = [...new Set([...files].map(dirname))];
    const watchers = folders.map((folder) =>
      watch(folder, (_event, name) => note(join(folder, name ?? "")))
        // The folder itself went away, and files with it.
        .on("error", () => settle(folder)),
    );

    function note(path: string): void {
      if (files.has(path)) settle(path);
    }
    function settle(path: string): void {
      clearTimeout(settling);
      settling = setTimeout(() => end(path), SETTLE_MS);
    }
    function end(path: string | null): void {
      clearTimeout(settling);
      for (const watcher of watchers) watcher.close();
      signal.removeEventListener("abort", onAbort);
      resolve(path);
    }
    function onAbort(): void {
      end(null);
    }
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort);
  });
}
