import type { DownloadEnd, DownloadFault } from "#domain/settings/home-download";

/** Characters of the server's words that are kept. */
const MAX_SAID_CHARS = 300;

/** By words of Ollama, of its registry, and of the systems that it runs on; the first that fits. */
const SIGNS: readonly [RegExp, DownloadFault][] = [
  [/no space left|not enough space|disk quota|disk (?:is )?full|ENOSPC/i, "disk_full"],
  [/requires a newer version|upgrade ollama|\b412\b/i, "old_server"],
  [/file does not exist|manifest unknown|model.*not found/i, "unknown"],
  [
    /dial tcp|no such host|lookup |timeout|timed out|\bEOF\b|max retries|connection (?:reset|refused)|network is|unreachable|\bx509\b|\btls\b/i,
    "offline",
  ],
];

/** What the server's own error means, and its words as a page may show them. */
export function readPullFault(error: string): Exclude<DownloadEnd, { isWhole: true }> {
  const fault = SIGNS.find(([sign]) => sign.test(error))?.[1] ?? "refused";
  return { isWhole: false, fault, said: toShown(error) };
}

/** Addresses of a download are signed: of an address its host alone is kept. */
function toShown(error: string): string | null {
  const plain = error
    .slice(0, 20 * MAX_SAID_CHARS)
    .replace(/\b([a-z]+:\/\/)(?:[^\s/"'@]*@)?([^\s/"'?#]*)[^\s"']*/gi, "$1$2")
    .replace(/[\p{C}\s]+/gu, " ")
    .trim();
  if (plain === "") return null;
  return plain.length > MAX_SAID_CHARS ? `${plain.slice(0, MAX_SAID_CHARS - 1)}…` : plain;
}
