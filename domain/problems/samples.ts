/** The two sample reports that anybody may open, by the calibration answers they are made of. */
export const SAMPLE_NAMES = ["strong", "weak"] as const;
export type SampleName = (typeof SAMPLE_NAMES)[number];
