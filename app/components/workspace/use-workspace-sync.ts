import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { TEXT_IDS, type TextId } from "#domain/attempts/answer.schema";
import type { Workspace } from "#server/attempts/get-workspace";
import { openSync, type WorkspaceSync } from "~/lib/saving/open-sync";
import { INITIAL_STATUS, type SaveStatus } from "~/lib/saving/save-status";
import type { ServerClock } from "~/lib/saving/server-clock";
import type { Absorbed, ServerWork } from "~/lib/saving/work-state";
import { useBrowserLayoutEffect } from "~/lib/use-browser-layout-effect";
import type { WorkspaceData } from "./last-workspace";
import { takeEarlyTyping } from "./early-typing";

export type Texts = Record<TextId, string>;

export type SyncControl = {
  /** Null until the browser's own store was read: the canvas waits for it, the fields don't. */
  sync: WorkspaceSync | null;
  status: SaveStatus;
  texts: Texts;
  editText: (section: TextId, text: string) => void;
  /** Settles a conflict; the field then shows `text`. */
  resolveConflict: (section: TextId, text: string) => void;
  /** Hears elements and pictures that arrive from another tab. */
  onForeign: (listener: ((absorbed: Absorbed) => void) | null) => void;
};

/** Keeps an attempt saved for as long as the component lives. */
export function useWorkspaceSync(
  data: Omit<WorkspaceData, "briefHtml">,
  clock: ServerClock,
): SyncControl {
  const { workspace } = data;
  const [sync, setSync] = useState<WorkspaceSync | null>(null);
  const [texts, setTexts] = useState<Texts>(() => textsOf(workspace.texts));
  const [first] = useState(data);
  const current = useRef<WorkspaceSync | null>(null);
  const earlyEdits = useRef(new Map<TextId, string>());
  const listeners = useRef({
    status: new Set<() => void>(),
    foreign: null as ((absorbed: Absorbed) => void) | null,
  });

  const showTexts = useCallback(
    (opened: WorkspaceSync) => setTexts(textsOf(opened.state.texts)),
    [],
  );

  const editText = useCallback((section: TextId, text: string) => {
    setTexts((before) => ({ ...before, [section]: text }));
    if (current.current) current.current.loop.editText(section, text);
    else earlyEdits.current.set(section, text);
  }, []);

  useBrowserLayoutEffect(() => {
    for (const [section, text] of takeEarlyTyping()) editText(section, text);
  }, [editText]);

  useEffect(() => {
    let isGone = false;
    const { status } = listeners.current;
    const events = {
      onStatus: () => status.forEach((listener) => listener()),
      onAbsorbed(absorbed: Absorbed) {
        if (absorbed.sections.length > 0 && current.current) showTexts(current.current);
        listeners.current.foreign?.(absorbed);
      },
    };
    const { workspace, writer, isKept = false } = first;
    const attempt = { id: workspace.attempt.id, work: workOf(workspace), clock, writer, isKept };
    void openSync(attempt, events).then((opened) => {
      if (isGone) return opened.close();
      current.current = opened;
      mergeEarlyEdits(opened, earlyEdits.current);
      earlyEdits.current.clear();
      showTexts(opened);
      setSync(opened);
    });
    return () => {
      isGone = true;
      current.current?.close();
      current.current = null;
      setSync(null);
    };
  }, [first, clock, showTexts]);

  useEffect(() => {
    if (workspace !== first.workspace) current.current?.loop.absorb(workOf(workspace));
  }, [workspace, first]);

  const subscribe = useCallback((listener: () => void) => {
    const { status } = listeners.current;
    status.add(listener);
    return () => void status.delete(listener);
  }, []);

  return {
    sync,
    status: useSyncExternalStore(
      subscribe,
      () => sync?.loop.getStatus() ?? INITIAL_STATUS,
      () => INITIAL_STATUS,
    ),
    texts,
    editText,
    resolveConflict: useCallback(
      (section, text) => {
        current.current?.loop.resolveConflict(section, text);
        if (current.current) showTexts(current.current);
      },
      [showTexts],
    ),
    onForeign: useCallback((listener) => {
      listeners.current.foreign = listener;
    }, []),
  };
}

/** What the loader handed out, as the save client sees it. */
function workOf(workspace: Workspace): ServerWork {
  return {
    texts: workspace.texts,
    elements: workspace.scene.elements,
    files: Object.values(workspace.scene.files),
  };
}

function textsOf(source: Record<TextId, { text: string }>): Texts {
  const pairs = TEXT_IDS.map((section) => [section, source[section].text]);
  return Object.fromEntries(pairs) as Texts;
}

/** What was typed before saving had begun counts; beside a local copy's text both are kept. */
function mergeEarlyEdits(sync: WorkspaceSync, edits: ReadonlyMap<TextId, string>): void {
  for (const [section, text] of edits) {
    const own = sync.state.texts[section];
    if (text === own.text) continue;
    if (own.text !== own.base.text && own.conflict === null)
      own.conflict = { text: own.text, revision: own.base.revision };
    sync.loop.editText(section, text);
  }
}
