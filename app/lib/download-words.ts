import type { DownloadFault, HomeDownload } from "#domain/settings/home-download";
import { formatSpan } from "./format-age";

const FAULTS: Record<DownloadFault, string> = {
  disk_full: "The disk is full. Free some space, then continue.",
  unknown: "Ollama’s library doesn’t have this model. Choose another.",
  old_server: "This Ollama is too old for the model. Update it, then continue.",
  offline: "Ollama couldn’t reach its library. Check the network, then continue.",
  refused: "Ollama stopped the download.",
  silent: "Nothing arrived for a minute. Check the network, then continue.",
  gone: "The connection to Ollama ended. Check that it’s running, then continue.",
  odd: "The program at Ollama’s port sent something that isn’t a download.",
};
const MINUTE_MS = 60_000;

/** Why a download isn't running, and what to do. */
export function sayStopped({ state, fault }: Pick<HomeDownload, "state" | "fault">): string {
  if (state === "failed" && fault !== null) return FAULTS[fault];
  if (state === "lost") return "Scaleboard was stopped in the middle of it.";
  return "You canceled it. What was downloaded is kept.";
}

/** "1.2 of 6.6 GB"; "1.2 GB" while the whole isn't known. */
export function sayBytes({
  completedBytes,
  totalBytes,
}: Pick<HomeDownload, "completedBytes" | "totalBytes">): string {
  const done = toGb(completedBytes);
  return totalBytes === null ? `${done} GB` : `${done} of ${toGb(totalBytes)} GB`;
}

/** "12 MB per second, about 8 min left"; null before the rate is known. */
export function sayRate(download: HomeDownload): string | null {
  const { bytesPerSecond, totalBytes, completedBytes } = download;
  if (bytesPerSecond === null) return null;
  const rate = `${(bytesPerSecond / 1e6).toFixed(bytesPerSecond < 1e7 ? 1 : 0)} MB per second`;
  if (totalBytes === null || bytesPerSecond < 1_000) return rate;
  const leftMs = (1000 * (totalBytes - completedBytes)) / bytesPerSecond;
  if (leftMs <= 0) return "Checking what came";
  const left =
    leftMs < MINUTE_MS
      ? "less than a minute"
      : `about ${formatSpan(Math.ceil(leftMs / MINUTE_MS) * MINUTE_MS)}`;
  return `${rate}, ${left} left`;
}

function toGb(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
