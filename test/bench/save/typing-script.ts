import type { SceneElement } from "#domain/diagram/scene.schema";
import { SECTION_IDS, type SectionId } from "#domain/problems/scale";
import { makeBox } from "../../support/save-world";

export const INTERVIEW_MS = 45 * 60_000;
const BOXES = 32;
const ARROWS = 18;
const DRAGS_PER_BOX = 3;
const WORDS = 1_200;
/** Excalidraw calls back at every frame of a drag. */
const FRAME_MS = 16;
const KEY_MS = 160;

/** What the candidate does at a moment of the interview. */
export type TypingEvent = { atMs: number } & (
  { kind: "type"; section: SectionId; text: string } | { kind: "draw"; element: SceneElement }
);

const WORDS_OF_THE_TRADE =
  "the retriever embedding cache answers questions from documents with latency under two seconds and a reranker before the model so that cost per query stays below one cent while evaluation on golden set catches regressions in faithfulness and every request is traced through gateway queue worker vector index then budget of tokens shrinks by prefix caching we measure p95 at peak".split(
    " ",
  );

/**
 * Forty-five minutes of an interview: 32 labelled boxes and 18 arrows (82 elements) drawn by mouse
 * over the whole time, each box dragged three times, 1,200 words typed key by key into the five
 * sections with a slip of the finger every fortieth key. Drawing and typing take turns.
 */
export function writeTyping(random: () => number): TypingEvent[] {
  const boxes = planBoxes(random);
  const acts = [
    ...boxes.map((box) => () => drawBox(box, random)),
    ...Array.from({ length: ARROWS }, () => () => drawArrow(boxes, random)),
    ...Array.from({ length: BOXES * DRAGS_PER_BOX }, () => () => dragBox(boxes, random)),
  ];
  const typing = typeSections(random);
  const slots = acts.length;
  const events: TypingEvent[] = [];
  acts.forEach((act, index) => {
    const slotMs = INTERVIEW_MS / slots;
    const startMs = index * slotMs;
    const drawn = act();
    events.push(...drawn.map((event) => ({ ...event, atMs: startMs + event.atMs })));
    const share = typing.slice(
      Math.floor((index / slots) * typing.length),
      Math.floor(((index + 1) / slots) * typing.length),
    );
    const typingStartMs = startMs + Math.max(0, ...drawn.map(({ atMs }) => atMs)) + 500;
    share.forEach((event, key) => events.push({ ...event, atMs: typingStartMs + key * KEY_MS }));
  });
  return events.sort((a, b) => a.atMs - b.atMs);
}

type Box = { rect: SceneElement; label: SceneElement; isDrawn: boolean };

function planBoxes(random: () => number): Box[] {
  return Array.from({ length: BOXES }, () => {
    const rectId = makeId(random);
    const labelId = makeId(random);
    const place = { x: 1_600 * random(), y: 900 * random(), seed: Math.floor(random() * 2 ** 31) };
    const rect = makeBox(rectId, 1, { ...place, boundElements: [{ id: labelId, type: "text" }] });
    const label = {
      ...makeBox(labelId, 1, place),
      type: "text",
      text: "",
      originalText: "",
      fontSize: 20,
      fontFamily: 5,
      textAlign: "center",
      verticalAlign: "middle",
      containerId: rectId,
      autoResize: true,
      lineHeight: 1.25,
    } as SceneElement;
    return { rect, label, isDrawn: false };
  });
}

function drawBox(box: Box, random: () => number): TypingEvent[] {
  const events: TypingEvent[] = [];
  box.rect = bump(box.rect, { width: 120 + 80 * random(), height: 60 + 30 * random() }, random);
  box.isDrawn = true;
  events.push({ atMs: 0, kind: "draw", element: box.rect });
  const words = [pick(WORDS_OF_THE_TRADE, random), pick(WORDS_OF_THE_TRADE, random)].join(" ");
  for (let length = 1; length <= words.length; length += 1) {
    const text = words.slice(0, length);
    box.label = bump(box.label, { text, originalText: text, width: 9.3 * length }, random);
    events.push({ atMs: 300 + length * KEY_MS, kind: "draw", element: box.label });
  }
  return events;
}

function drawArrow(boxes: readonly Box[], random: () => number): TypingEvent[] {
  const drawn = boxes.filter(({ isDrawn }) => isDrawn);
  const from = pick(drawn, random);
  const to = pick(drawn, random);
  const id = makeId(random);
  const arrow = {
    ...makeBox(id, 12, { x: from.rect.x + 150, y: from.rect.y + 40 }),
    type: "arrow",
    elbowed: false,
    lastCommittedPoint: null,
    points: [
      [0, 0],
      [to.rect.x - from.rect.x - 150, to.rect.y - from.rect.y],
    ],
    startBinding: { elementId: from.rect.id, focus: random() - 0.5, gap: 4 + random() },
    endBinding: { elementId: to.rect.id, focus: random() - 0.5, gap: 4 + random() },
    startArrowhead: null,
    endArrowhead: "arrow",
  } as SceneElement;
  const events: TypingEvent[] = [{ atMs: 0, kind: "draw", element: bump(arrow, {}, random) }];
  for (const end of [from, to]) {
    const boundElements = [...(end.rect.boundElements ?? []), { id, type: "arrow" as const }];
    end.rect = bump(end.rect, { boundElements }, random);
    events.push({ atMs: 1, kind: "draw", element: end.rect });
  }
  return events;
}

function dragBox(boxes: readonly Box[], random: () => number): TypingEvent[] {
  const box = pick(
    boxes.filter(({ isDrawn }) => isDrawn),
    random,
  );
  const events: TypingEvent[] = [];
  const frames = 40 + Math.floor(random() * 45);
  const step = { x: (random() - 0.5) * 8, y: (random() - 0.5) * 6 };
  for (let frame = 0; frame < frames; frame += 1) {
    const move = ({ x, y }: SceneElement) => ({ x: x + step.x, y: y + step.y });
    box.rect = bump(box.rect, move(box.rect), random);
    box.label = bump(box.label, move(box.label), random);
    for (const element of [box.rect, box.label])
      events.push({ atMs: frame * FRAME_MS, kind: "draw", element });
  }
  return events;
}

function typeSections(random: () => number): TypingEvent[] {
  return SECTION_IDS.flatMap((section) => {
    const words = Array.from({ length: WORDS / SECTION_IDS.length }, (_, index) => {
      const word = pick(WORDS_OF_THE_TRADE, random);
      return index % 14 === 13 ? `${word}.\n` : `${word} `;
    }).join("");
    const events: TypingEvent[] = [];
    for (let length = 1; length <= words.length; length += 1) {
      const text = words.slice(0, length);
      if (random() < 1 / 40) events.push({ atMs: 0, kind: "type", section, text: `${text}x` });
      events.push({ atMs: 0, kind: "type", section, text });
    }
    return events;
  });
}

function bump(
  element: SceneElement,
  change: Record<string, unknown>,
  random: () => number,
): SceneElement {
  return {
    ...element,
    ...change,
    version: element.version + 1,
    versionNonce: Math.floor(random() * 2 ** 31),
    updated: 1_772_000_000_000 + Math.floor(random() * 2_700_000),
  } as SceneElement;
}

function pick<T>(list: readonly T[], random: () => number): T {
  const picked = list[Math.floor(random() * list.length)];
  if (picked === undefined) throw new Error("nothing to pick from");
  return picked;
}

function makeId(random: () => number): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  return Array.from({ length: 21 }, () => pick([...letters], random)).join("");
}
