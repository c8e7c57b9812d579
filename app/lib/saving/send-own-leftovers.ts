import type { Writer } from "#domain/accounts/writer";
import { browserCopyStorage, browserLiveness } from "./browser-storage";
import { createClientId } from "./client-id";
import type { LocalCopy } from "./local-copy";
import { LocalCopyStore } from "./local-copy-store";
import { sendLeftovers, type Leftovers } from "./send-leftovers";
import { createSendSave } from "./send-save";
import { claimCopy, discardCopy } from "./settle-offered";

const NOTHING: Leftovers = { found: 0, sent: 0, refusal: null, offered: [] };

/**
 * What this browser kept of an attempt that is handed in goes to the server now, as late work.
 * @param writer who opened the page; what they wrote under another session they are asked about
 */
export async function sendOwnLeftovers(
  attemptId: string,
  writer: Writer | null,
): Promise<Leftovers> {
  const clientId = createClientId();
  const liveness = browserLiveness();
  await liveness.claim(clientId);
  try {
    return await sendLeftovers({
      clientId,
      liveness,
      store: new LocalCopyStore({ storage: browserCopyStorage(), attemptId, clientId, writer }),
      send: createSendSave({
        url: `/api/attempts/${attemptId}/save`,
        fetch: window.fetch.bind(window),
        nowMs: () => performance.now(),
      }),
    });
  } catch {
    // A browser that keeps nothing has nothing left over.
    return NOTHING;
  } finally {
    liveness.release();
  }
}

/** What was written under another session is theirs: the next page of the attempt takes it in. */
export function claimOwnLeftover(
  attemptId: string,
  copy: LocalCopy,
  writer: Writer,
): Promise<void> {
  return claimCopy({ storage: browserCopyStorage(), attemptId, copy }, writer);
}

/** It isn't theirs, or they don't want it. */
export function discardLeftover(attemptId: string, copy: LocalCopy): Promise<void> {
  return discardCopy({ storage: browserCopyStorage(), attemptId, copy });
}
