import { browserCopyStorage, browserLiveness } from "./browser-storage";
import { createClientId } from "./client-id";
import { LocalCopyStore } from "./local-copy-store";
import { sendLeftovers, type Leftovers } from "./send-leftovers";
import { createSendSave } from "./send-save";

const NOTHING: Leftovers = { found: 0, sent: 0, refusal: null };

/** What this browser kept of an attempt that is handed in goes to the server now, as late work. */
export async function sendOwnLeftovers(attemptId: string): Promise<Leftovers> {
  const clientId = createClientId();
  const liveness = browserLiveness();
  await liveness.claim(clientId);
  try {
    return await sendLeftovers({
      clientId,
      liveness,
      store: new LocalCopyStore({ storage: browserCopyStorage(), attemptId, clientId }),
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
