/** How the bands of calibration answers are said, best first. */
export const BAND_WORDS = {
  strong: "Strong",
  good: "Good",
  middling: "Middling",
  weak: "Weak",
} as const;
