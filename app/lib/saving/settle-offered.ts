import type { Writer } from "#domain/accounts/writer";
import { localCopySchema, type LocalCopy } from "./local-copy";
import { keyOf, type LocalCopyStorage } from "./local-copy-store";

/** Of an attempt, for whoever is asked about what was written under another session than theirs. */
type Offer = { storage: LocalCopyStorage; attemptId: string; copy: LocalCopy };

/** It is this writer's: the next page of the attempt takes it in, like anything else of theirs. */
export function claimCopy({ storage, attemptId, copy }: Offer, writer: Writer): Promise<void> {
  return storage.set(keyOf("draft", attemptId, copy.clientId), { ...copy, writer });
}

/** Its writer doesn't want it, or it is a stranger's: it goes, with the pictures that only it names. */
export async function discardCopy({ storage, attemptId, copy }: Offer): Promise<void> {
  await storage.delete([keyOf("draft", attemptId, copy.clientId)]);
  const named = new Set<string>();
  for (const key of await storage.keys()) {
    if (!key.startsWith(keyOf("draft", attemptId, ""))) continue;
    for (const kept of await storage.get(key))
      for (const id of localCopySchema.safeParse(kept).data?.fileIds ?? []) named.add(id);
  }
  const alone = copy.fileIds.filter((id) => !named.has(id));
  await storage.delete(alone.map((id) => keyOf("file", attemptId, id)));
}
