import type { LoadedContent } from "./load-content";

/** What a start says when files came over what was done in the app, a line each. */
export function describeOverApp({
  overApp,
  putBack,
}: Pick<LoadedContent, "overApp" | "putBack">): string[] {
  return [
    ...overApp.map((path) =>
      path.includes("/answers/")
        ? `${path} was changed and replaced an edit made in the app; the edit is kept on its draft's page.`
        : `${path} was changed and replaced a version made in the app, which stays in the history.`,
    ),
    ...putBack.map(
      (path) => `${path} was changed; the answer, which was removed in the app, is back.`,
    ),
  ];
}
