import type { Workspace } from "#server/attempts/get-workspace";

/** What the workspace's loader returns. */
export type WorkspaceData = { workspace: Workspace; briefHtml: string };

let last: WorkspaceData | null = null;

/** Keeps the data of the workspace on the page, for the time when the server does not answer. */
export function rememberWorkspace(data: WorkspaceData): void {
  last = data;
}

/** @returns null when another workspace, or none, is on the page */
export function recallWorkspace(attemptId: string): WorkspaceData | null {
  return last?.workspace.attempt.id === attemptId ? last : null;
}
