import { canonicalHash } from "../text/canonical-hash";
import type { CalibrationTexts } from "./read-calibration";

/** SHA-256 of an answer's two texts, hex. */
export function calibrationHash({ answer, scene }: CalibrationTexts): string {
  return canonicalHash({ answer, scene });
}
