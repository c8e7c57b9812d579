import type { z } from "zod";
import { box } from "../support/elements";

type Json = z.core.util.JSONType;
type JsonObject = { [key: string]: Json };

/** A whole scene, or the list of its elements, filled in as `fillElements` does. */
export function fillScene(scene: Json): Json {
  if (!isRecord(scene) || "like" in scene) return { elements: fillElements(scene), files: {} };
  return { ...scene, elements: fillElements(scene["elements"] ?? []) };
}

/** An element that names its type has all the rest that the editor writes, unless it says otherwise. */
export function fillElements(elements: Json): Json {
  if (Array.isArray(elements)) return elements.map(fillElement);
  return isRecord(elements) && "like" in elements ? [fillElement(elements)] : elements;
}

function fillElement(element: Json): Json {
  if (!isRecord(element)) return element;
  if ("like" in element) return { ...element, like: fillElement(element["like"] ?? null) };
  if (!("type" in element)) return element;
  const { id: _, type: __, ...usual } = box("") as { [key: string]: Json };
  return { ...usual, ...shapeOf(element), ...element };
}

function shapeOf({ type, text = "words" }: JsonObject): JsonObject {
  const points: Json = [
    [0, 0],
    [100, 0],
  ];
  if (type === "arrow" || type === "line") {
    return {
      points,
      startBinding: null,
      endBinding: null,
      lastCommittedPoint: null,
      startArrowhead: null,
      endArrowhead: type === "arrow" ? "arrow" : null,
    };
  }
  if (type === "freedraw")
    return { points, pressures: [], simulatePressure: true, lastCommittedPoint: null };
  if (type === "text")
    return {
      text,
      originalText: text,
      fontSize: 20,
      fontFamily: 5,
      textAlign: "left",
      verticalAlign: "top",
      containerId: null,
      lineHeight: 1.25,
      autoResize: true,
    };
  if (type === "image") return { fileId: null, status: "saved", scale: [1, 1] };
  return type === "frame" ? { name: null } : {};
}

function isRecord(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
