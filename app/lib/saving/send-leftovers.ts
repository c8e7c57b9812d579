import type { Save } from "#domain/attempts/save.schema";
import { MAX_SECTION_CHARS, TEXT_IDS } from "#domain/attempts/answer.schema";
import type { SceneElement, SceneFile } from "#domain/diagram/scene.schema";
import { listTexts, type LeftoverText } from "./leftover-texts";
import { elementsOf, isEmptyCopy, type LocalCopy } from "./local-copy";
import type { LocalCopyStore, Liveness } from "./local-copy-store";
import type { SendResult, SendSave } from "./send-save";

/** As many elements in one save as the server surely takes. */
const MAX_ELEMENTS = 1_000;

export type Leftovers = {
  /** How many pages had left something behind. */
  found: number;
  /** How many of them the server has now. */
  sent: number;
  /** Why the server takes no more of it, in its words, and the texts that only this browser has. */
  refusal: { userMessage: string; texts: LeftoverText[] } | null;
  /** What was written under another session than this one. Nothing of it is sent unasked. */
  offered: LocalCopy[];
};

/**
 * Sends what earlier pages of this browser kept and never got through, for an attempt that is handed
 * in: the server keeps it as late work. What can't be sent now stays in the browser's store.
 */
export async function sendLeftovers(parts: {
  clientId: string;
  store: LocalCopyStore;
  liveness: Liveness;
  send: SendSave;
}): Promise<Leftovers> {
  const { clientId, store, liveness, send } = parts;
  const others = await store.listOthers(liveness);
  const copies = others.filter((copy) => store.isOwn(copy));
  const takenIn = new Set(copies.flatMap((copy) => copy.tookIn));
  const isDone = (copy: LocalCopy) => isEmptyCopy(copy) || takenIn.has(copy.clientId);
  const full = copies.filter((copy) => !isDone(copy));
  await store.forget(copies.filter(isDone).map((copy) => copy.clientId));
  const offered = others.filter((copy) => !store.isOwn(copy) && !isEmptyCopy(copy));
  let seq = 0;
  let sent = 0;
  let refusal: Leftovers["refusal"] = null;
  for (const copy of full) {
    const files = await store.readFiles(copy);
    const result = await sendAll(composeLeftovers(copy, files));
    if (result?.kind === "closed" || result?.kind === "rejected")
      refusal = { userMessage: result.userMessage, texts: full.slice(sent).flatMap(listTexts) };
    if (result !== null) break;
    sent += 1;
    await store.forget([copy.clientId]);
    await store.deleteFiles(copy.fileIds);
  }
  return { found: full.length, sent, refusal, offered };

  /** @returns null when all of it is acknowledged, else why it stopped */
  async function sendAll(
    saves: Pick<Save, "texts" | "elements" | "files">[],
  ): Promise<SendResult | null> {
    for (const save of saves) {
      seq += 1;
      const result = await send({ clientId, seq, ...save }, { isLeaving: false });
      // What the server refuses for good stays here: it can still be read by a later version.
      if (result.kind !== "acknowledged") return result;
    }
    return null;
  }
}

/** A local copy as saves: whole texts, for nothing is known of what the server holds; then the rest. */
function composeLeftovers(
  copy: LocalCopy,
  files: readonly SceneFile[],
): Pick<Save, "texts" | "elements" | "files">[] {
  const texts: Save["texts"] = {};
  for (const section of TEXT_IDS) {
    const kept = copy.texts[section];
    if (!kept || kept.text.length > MAX_SECTION_CHARS) continue;
    texts[section] = { kind: "whole", baseRevision: kept.baseRevision, text: kept.text };
  }
  const elements: SceneElement[] = elementsOf(copy);
  const saves: Pick<Save, "texts" | "elements" | "files">[] = [
    { texts, elements: elements.slice(0, MAX_ELEMENTS), files: {} },
  ];
  for (let from = MAX_ELEMENTS; from < elements.length; from += MAX_ELEMENTS)
    saves.push({ texts: {}, elements: elements.slice(from, from + MAX_ELEMENTS), files: {} });
  for (const file of files) saves.push({ texts: {}, elements: [], files: { [file.id]: file } });
  return saves;
}
