import type { Work } from "../arm";
import type { Ledger } from "./ledger";

export type Losses = {
  /** Edits the server had acknowledged and that are not in what was handed in. */
  acknowledged: string[];
  /** Edits the candidate's browser had kept and that are nowhere now. */
  kept: string[];
};

/** Compares what a candidate was promised with what there is. */
export function countLosses(ledger: Ledger, work: Work): Losses {
  const losses: Losses = { acknowledged: [], kept: [] };
  for (const [word, { isAcknowledged, isStored }] of ledger.words) {
    if (isAcknowledged && !work.texts.includes(word)) losses.acknowledged.push(word);
    if (isStored && !work.texts.includes(word) && !work.keptTexts.includes(word))
      losses.kept.push(word);
  }
  for (const [id, version] of ledger.acknowledgedVersions)
    if ((work.versions.get(id) ?? 0) < version) losses.acknowledged.push(`${id} v${version}`);
  for (const [id, version] of ledger.storedVersions) {
    const held = Math.max(work.versions.get(id) ?? 0, work.keptVersions.get(id) ?? 0);
    if (held < version) losses.kept.push(`${id} v${version}`);
  }
  return losses;
}
