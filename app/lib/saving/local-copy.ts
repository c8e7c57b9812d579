import * as z from "zod/mini";
import { parseScene } from "#domain/diagram/parse-scene";
import { type SceneElement } from "#domain/diagram/scene.schema";
import { TEXT_IDS, type TextId } from "#domain/attempts/answer.schema";
import { isTextUnsent, type ServerText, type WorkState } from "./work-state";

const localTextSchema = z.object({
  text: z.string(),
  baseRevision: z.int().check(z.gte(0)),
  ancestors: z.array(z.string()),
  conflict: z.nullable(z.object({ text: z.string(), revision: z.int() })),
});

/**
 * What one page of the browser holds that the server may lack. A reload is a new page with a new
 * clientId, so that a `seq` is never used twice even when this local copy was not written in time.
 */
export const localCopySchema = z.object({
  format: z.literal(1),
  clientId: z.string(),
  /** Date.now(), only to order the local copies of one machine. */
  updatedAtMs: z.number(),
  texts: z.partialRecord(z.enum(TEXT_IDS), localTextSchema),
  elements: z.array(z.unknown()),
  /** Pictures not acknowledged yet; each lies under a key of its own. */
  fileIds: z.array(z.string()),
  /** Under whose session, and which; not known of what was written before that was noted. */
  writer: z._default(z.nullable(z.object({ personId: z.string(), session: z.string() })), null),
  /** Pages whose local copies this one has taken in. */
  tookIn: z._default(z.array(z.string()), []),
});
export type LocalCopy = z.infer<typeof localCopySchema>;
/** As the page takes it; the store knows who writes. */
export type UnsignedCopy = Omit<LocalCopy, "writer" | "tookIn">;
type LocalText = z.infer<typeof localTextSchema>;

export function takeLocalCopy(
  state: WorkState,
  page: Pick<LocalCopy, "clientId" | "updatedAtMs">,
): UnsignedCopy {
  const copy: UnsignedCopy = {
    format: 1,
    ...page,
    texts: {},
    elements: [...state.unsentElements.values()],
    fileIds: [...state.unsentFiles.keys()],
  };
  for (const section of TEXT_IDS) {
    const { text, base, ancestors, conflict } = state.texts[section];
    if (text === base.text && conflict === null) continue;
    copy.texts[section] = { text, baseRevision: base.revision, ancestors, conflict };
  }
  return copy;
}

/** True when the server has everything of it. */
export function isEmptyCopy(copy: LocalCopy): boolean {
  return (
    Object.keys(copy.texts).length === 0 && copy.elements.length === 0 && copy.fileIds.length === 0
  );
}

/** The local copy's elements, filtered like any other input: the store is the candidate's to edit. */
export function elementsOf(copy: LocalCopy): SceneElement[] {
  return parseScene({ elements: copy.elements }).scene.elements;
}

/**
 * Puts an earlier page's local copy on top of the state. Its text wins over the server's when it was
 * written on that very revision or on a save whose answer got lost; otherwise both are kept as a
 * conflict. With several local copies, the newest comes first.
 *
 * @returns false when a section holds two other texts already: then nothing of the local copy is taken
 */
export function mergeLocalTexts(state: WorkState, copy: LocalCopy): boolean {
  if (TEXT_IDS.some((section) => isThird(state, copy, section))) return false;
  for (const section of TEXT_IDS) {
    const theirs = copy.texts[section];
    if (!theirs) continue;
    const own = state.texts[section];
    if (theirs.text === own.text || own.ancestors.includes(theirs.text)) continue;
    const isOnTopOfOurs = own.conflict === null && theirs.ancestors.includes(own.text);
    if ((isTextUnsent(own) || own.conflict) && !isOnTopOfOurs) {
      // Two pages held different texts: the newer stands in the field, this one beside it.
      own.conflict ??= { text: theirs.text, revision: own.base.revision };
      continue;
    }
    const isOnThisRevision =
      theirs.conflict === null &&
      (isOnTopOfOurs ||
        theirs.baseRevision === own.base.revision ||
        theirs.ancestors.includes(own.base.text));
    own.text = theirs.text;
    own.ancestors = theirs.ancestors;
    own.conflict = isOnThisRevision ? null : pickConflict(theirs.conflict, own.base);
  }
  return true;
}

/** Beside a local copy's text: what stood beside it before, unless the server has written since. */
function pickConflict(shown: LocalText["conflict"], base: ServerText): ServerText {
  return shown !== null && shown.revision >= base.revision ? shown : { ...base };
}

/** True when a section shows two texts, and the local copy holds one that is neither of them. */
function isThird(state: WorkState, copy: LocalCopy, section: TextId): boolean {
  const theirs = copy.texts[section];
  const own = state.texts[section];
  if (!theirs || own.conflict === null) return false;
  return ![own.text, own.conflict.text, ...own.ancestors].includes(theirs.text);
}
