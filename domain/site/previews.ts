/** Pictures that other sites show beside a link to ours; the build draws them into /previews. */
export type PreviewName = "home" | "problem" | "learn" | "report";

/** What every site that shows previews takes whole. */
export const PREVIEW_SIZE = { width: 1200, height: 630 };
