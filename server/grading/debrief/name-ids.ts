import { nameDiagramParts } from "#domain/diagram/name-parts";
import type { JudgeMaterial } from "../judge";
import type { DebriefReply } from "./reply.schema";

/** An id of the drawing as the judge's listing has it: N1, E3, C2, A1. */
const ID = /\b[NECA]\d{1,4}\b/g;

/**
 * The reply with parts of the drawing called by their labels: ids are the listing's, and its author has
 * never seen them. One that the candidate writes themselves is left as it is.
 */
export function nameIds(
  reply: DebriefReply,
  { answers, diagram, interview = [] }: JudgeMaterial,
): DebriefReply {
  const names = new Map(nameDiagramParts(diagram).map(({ id, name }) => [id, name]));
  const notes = diagram.annotations.map(({ text }) => text);
  const own = [...Object.values(answers), ...interview.map(({ reply }) => reply), ...notes].join(
    "\n",
  );
  const isOwn = new Set(own.match(ID));
  const say = (text: string): string =>
    text.replace(ID, (id) => {
      const name = names.get(id);
      return name === undefined || isOwn.has(id) ? id : `“${name}”`;
    });
  return {
    ...reply,
    heart: say(reply.heart),
    sinks: say(reply.sinks),
    next_question: say(reply.next_question),
    also: reply.also.map((one) => ({ ...one, says: say(one.says) })),
    strengths: reply.strengths.map((one) => ({ ...one, why: say(one.why) })),
    points: reply.points.map((point) => ({
      ...point,
      headline: say(point.headline),
      consequence: say(point.consequence),
      say_instead: say(point.say_instead),
    })),
  };
}
