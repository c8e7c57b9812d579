/**
 * Why a download ended before it was whole. "disk_full", "unknown", "old_server" and "offline" are what
 * the server said, by its words; "refused" is all else that it said. "silent": no progress for a minute.
 * "gone": the connection broke, or nothing answered. "odd": it said what no such server says.
 */
export const DOWNLOAD_FAULTS = [
  "disk_full",
  "unknown",
  "old_server",
  "offline",
  "refused",
  "silent",
  "gone",
  "odd",
] as const;
export type DownloadFault = (typeof DOWNLOAD_FAULTS)[number];

/** How far a download is, in bytes. */
export type DownloadProgress = {
  completedBytes: number;
  /** Of the parts that the server has named; null before the first. */
  totalBytes: number | null;
};

/** What a download came to. `said`: the server's own words, bounded, without addresses' queries. */
export type DownloadEnd =
  { isWhole: true } | { isWhole: false; fault: DownloadFault; said: string | null };

/**
 * The download of a model onto this machine, as pages show it. "lost": whoever ran it is gone. All but
 * "running" and "done" can be continued: the server keeps what it has.
 */
export type HomeDownload = DownloadProgress & {
  model: string;
  state: "running" | "canceled" | "failed" | "lost" | "done";
  /** Null unless failed. */
  fault: DownloadFault | null;
  said: string | null;
  /** Of late; null before it is known. */
  bytesPerSecond: number | null;
};
