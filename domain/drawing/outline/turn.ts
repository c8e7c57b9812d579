import { figureOf, labelOf, TITLE_FONT_PX } from "./looks";
import { breakLines, LINE_HEIGHT } from "./measure";
import type { Outline } from "./outline";
import type { Item, Plan, Point } from "./plan";
import { BOUNDARY_PAD_PX } from "./plan-columns";
import type { Route } from "./routes";

/**
 * A layout from top to bottom is one from left to right in which everything lies on its side: boxes and
 * labels with width and height exchanged, titles as room before the first column.
 */
export function lieDown(outline: Outline): Outline {
  const figures = new Map(outline.boxes.map((box) => [box, figureOf(box)]));
  const widthPx = Math.max(
    0,
    ...[...figures].map(([{ shape }, figure]) => (shape === "decision" ? 0 : figure.widthPx)),
  );
  return {
    boxes: outline.boxes.map((box) => {
      const figure = figures.get(box) ?? figureOf(box);
      // Of one width, as they are where arrows lead to the right.
      const ownPx = box.shape === "decision" || box.size ? figure.widthPx : widthPx;
      return { ...box, size: { widthPx: figure.heightPx, heightPx: ownPx } };
    }),
    containers: outline.containers.map((container) => ({
      ...container,
      name: "",
      leadPx: container.name === "" ? 0 : TITLE_FONT_PX * LINE_HEIGHT,
    })),
    edges: outline.edges.map((edge) => {
      const label = labelOf(edge);
      if (!label) return edge;
      return { ...edge, labelSize: { widthPx: label.heightPx, heightPx: label.widthPx } };
    }),
  };
}

/** Puts the plan of what lies on its side upright, with the titles, figures and labels of the outline. */
export function standUp(outline: Outline, plan: Plan, routes: readonly Route[]): [Plan, Route[]] {
  const sources = new Map([...outline.boxes, ...outline.containers].map((one) => [one.key, one]));
  const items = new Map(
    [...plan.items].map(([key, item]): [string, Item] => {
      const { left, right, top, bottom } = item;
      const source = sources.get(key) ?? item.source;
      const room = bottom - top - BOUNDARY_PAD_PX;
      const isTitled = item.box === null && source.name !== "";
      return [
        key,
        {
          ...item,
          source,
          left: top,
          right: bottom,
          top: left,
          bottom: right,
          title: isTitled ? breakLines(source.name, TITLE_FONT_PX, room) : null,
        },
      ];
    }),
  );
  // The plan's edges are in the outline's order.
  const upright = new Map(plan.courses.map(({ edge }, at) => [edge, outline.edges[at] ?? edge]));
  const turned = routes.map(({ course, points, labelAt }): Route => {
    const edge = upright.get(course.edge) ?? course.edge;
    return {
      course: { ...course, edge, label: labelOf(edge) },
      points: points.map(turnPoint),
      labelAt: labelAt && turnPoint(labelAt),
    };
  });
  return [{ ...plan, items }, turned];
}

function turnPoint([x, y]: Point): Point {
  return [y, x];
}
