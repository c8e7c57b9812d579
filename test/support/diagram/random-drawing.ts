import fc from "fast-check";
import { readDiagram } from "#domain/diagram/read-diagram";
import type { SceneElement } from "#domain/diagram/scene.schema";
import { centreOf, leave } from "#domain/drawing/edit/rects";
import { arrow, bindTo, box, sceneOf, text } from "./testing";

const COLUMNS = 4;

type Rough = Record<string, unknown>;
type Drawn = { old: SceneElement[]; names: string[] };

/** Boxes in a loose grid as a hand puts them, some joined, notes between them, an arrow into nowhere. */
export const drawing: fc.Arbitrary<Drawn> = fc
  .record({
    boxes: fc.array(
      fc.record({
        dx: fc.nat(60),
        dy: fc.nat(50),
        w: fc.integer({ min: 90, max: 170 }),
        h: fc.integer({ min: 56, max: 110 }),
        type: fc.constantFrom("rectangle", "rectangle", "ellipse", "diamond"),
      }),
      { maxLength: 12 },
    ),
    stepX: fc.integer({ min: 240, max: 380 }),
    stepY: fc.integer({ min: 170, max: 300 }),
    arrows: fc.array(
      fc.record({ from: fc.nat(11), to: fc.nat(11), label: fc.constantFrom(null, null, "asks") }),
      { maxLength: 10 },
    ),
    /** Cells in the order in which the boxes were drawn. */
    cells: fc.shuffledSubarray(
      Array.from({ length: 12 }, (_, i) => i),
      { minLength: 12 },
    ),
    note: fc.boolean(),
    isOpen: fc.boolean(),
    isBounded: fc.boolean(),
  })
  .map(({ boxes, stepX, stepY, arrows, cells, note, isOpen, isBounded }) => {
    const rough: Rough[] = [];
    const at = boxes.map(({ dx, dy, w, h }, i) => {
      const cell = cells[i] ?? i;
      const [column, row] = [cell % COLUMNS, Math.floor(cell / COLUMNS)];
      return { x: column * stepX + dx, y: row * stepY + dy, width: w, height: h };
    });
    boxes.forEach(({ type }, i) => {
      const { x, y, width: w, height: h } = at[i] ?? { x: 0, y: 0, width: 0, height: 0 };
      rough.push(
        box(`b${i}`, x, y, w, h, { type, boundElements: [{ id: `t${i}`, type: "text" }] }),
      );
      rough.push(text(`t${i}`, x + 10, y + h / 2 - 12, `Old ${i}`, { containerId: `b${i}` }));
    });
    const seen = new Set<string>();
    for (const [i, { from, to, label }] of arrows.entries()) {
      const [f, t] = [from % boxes.length, to % boxes.length];
      const [a, b] = [at[f], at[t]];
      if (!a || !b || f === t || seen.has(`${f} ${t}`) || seen.has(`${t} ${f}`)) continue;
      seen.add(`${f} ${t}`);
      const [start, end] = [leave(a, centreOf(b)), leave(b, centreOf(a))];
      const bindings = { startBinding: bindTo(`b${f}`), endBinding: bindTo(`b${t}`) };
      const words = label ? { boundElements: [{ id: `l${i}`, type: "text" }] } : {};
      rough.push(arrow(`a${i}`, [start, end], { ...bindings, ...words }));
      const [x, y] = [(start[0] + end[0]) / 2 - 20, (start[1] + end[1]) / 2 - 10];
      if (label) rough.push(text(`l${i}`, x, y, label, { containerId: `a${i}`, fontSize: 16 }));
    }
    const [first, last] = [at[0], at.at(-1)];
    if (note && first) rough.push(text("note", first.x, -190, "All of it is in the EU"));
    if (isOpen && last)
      rough.push(
        arrow(
          "open",
          [
            [last.x + last.width / 2, last.y + last.height + 4],
            [last.x + last.width / 2, last.y + last.height + 90],
          ],
          { startBinding: bindTo(`b${boxes.length - 1}`) },
        ),
      );
    if (isBounded && first) {
      const title = text("title", first.x - 25, first.y - 55, "Zone", { containerId: "zone" });
      const bound = { boundElements: [{ id: "title", type: "text" }], strokeStyle: "dashed" };
      rough.unshift(
        box("zone", first.x - 30, first.y - 60, first.width + 60, first.height + 90, bound),
        title,
      );
    }
    return { old: sceneOf(rough).elements, names: boxes.map((_, i) => `Old ${i}`) };
  })
  .filter(isPlain);

/** Whether the reader takes all its arrows for what they were drawn as. */
function isPlain({ old }: Drawn): boolean {
  const { counts } = readDiagram({ elements: old, files: {} });
  const open = old.some(({ id }) => id === "open") ? 1 : 0;
  return counts.inferredEdges === 0 && counts.danglingEdges === open;
}
