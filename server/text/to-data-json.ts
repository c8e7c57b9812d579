import { escapeTemplateMarks } from "./template-marks";

/**
 * The one way in which what somebody else wrote gets into a model's prompt: as JSON, in which no mark
 * of a chat template survives. Parsing it gives back the value as it was.
 *
 * @param indent spaces; without it everything is on one line
 */
export function toDataJson(value: unknown, indent?: number): string {
  return escapeTemplateMarks(JSON.stringify(value, null, indent));
}
