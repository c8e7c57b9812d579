/**
 * What a start says when files came over edits made in the app, a line each.
 * @param paths as `LoadedContent.overApp` names them
 */
export function describeOverApp(paths: readonly string[]): string[] {
  return paths.map((path) =>
    path.includes("/answers/")
      ? `${path} was changed and came over an edit made in the app; the edit is kept on its draft's page.`
      : `${path} was changed and came over a version made in the app, which stays in the history.`,
  );
}
