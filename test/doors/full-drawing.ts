import { saveAttempt } from "#server/attempts/save-attempt";
import { saveSchema } from "#domain/attempts/save.schema";
import { MAX_SCENE_BYTES } from "#domain/diagram/scene.schema";
import type { Db } from "#server/db/client";
import { fillElements } from "./fill-elements";

const BOX_COUNT = 60;
/** As many as a save takes. */
const SAVED_AT_ONCE = 1_500;
/** Of the limit: what an arrow more would not fit into. */
const FULL_SHARE = 0.98;

type Element = Record<string, unknown>;

/**
 * As large a drawing as can be saved: boxes with labels, and arrows until it is full, half of them
 * bound to boxes and half only near them, which is most work to read.
 * @param shift moves it, so that no two are the same
 */
export async function drawFull(
  db: Db,
  who: { attemptId: string; userId: string },
  shift = 0,
): Promise<void> {
  const elements = listElements(shift);
  for (let at = 0; at < elements.length; at += SAVED_AT_ONCE) {
    const save = saveSchema.parse({
      clientId: `full-${who.attemptId}`,
      seq: 1 + at / SAVED_AT_ONCE,
      texts: {},
      elements: elements.slice(at, at + SAVED_AT_ONCE),
    });
    await saveAttempt(db, { ...who, save });
  }
}

function listElements(shift: number): Element[] {
  const elements: Element[] = [];
  let bytes = 0;
  const add = (...drawn: Element[]) => {
    for (const element of [fillElements(drawn as never)].flat() as Element[]) {
      bytes += JSON.stringify(element).length;
      elements.push(element);
    }
  };
  for (let at = 0; at < BOX_COUNT; at += 1) add(...drawBox(at, shift));
  for (let at = 0; bytes < FULL_SHARE * MAX_SCENE_BYTES; at += 1) add(drawArrow(at, shift));
  return elements;
}

function drawBox(at: number, shift: number): Element[] {
  const place = { x: placeOf(at).x + shift, y: placeOf(at).y, width: 160, height: 80 };
  const text = `Service ${at} of ${shift}`;
  return [
    { type: "rectangle", id: `b${at}`, ...place, boundElements: [{ id: `t${at}`, type: "text" }] },
    { type: "text", id: `t${at}`, ...place, containerId: `b${at}`, text, originalText: text },
  ];
}

function placeOf(at: number): { x: number; y: number } {
  return { x: (at % 10) * 300, y: Math.floor(at / 10) * 200 };
}

function drawArrow(at: number, shift: number): Element {
  const [from, to] = [at % BOX_COUNT, (at * 7 + Math.floor(at / BOX_COUNT)) % BOX_COUNT];
  const [start, end] = [placeOf(from), placeOf(to)];
  const bind = (box: number) => (at % 2 === 0 ? { elementId: `b${box}`, focus: 0, gap: 4 } : null);
  return {
    type: "arrow",
    id: `a${at}`,
    x: start.x + 164 + shift,
    y: start.y + (at % 80),
    points: [
      [0, 0],
      [end.x - start.x - 168, end.y - start.y],
    ],
    startBinding: bind(from),
    endBinding: bind(to),
  };
}
