import { isRouteErrorResponse } from "@remix-run/react";
import type { Writer } from "#domain/accounts/writer";
import type { Workspace } from "#server/attempts/get-workspace";

/** What the workspace's loader returns. */
export type WorkspaceData = {
  workspace: Workspace;
  briefHtml: string;
  /** What happens once it is handed in, in words. Absent from a drill, and from rooms kept before. */
  afterHandIn?: string;
  /** Under whose session, and which. */
  writer: Writer | null;
  /** It comes out of this browser, and the server wasn't asked. */
  isKept?: true;
};

let last: WorkspaceData | null = null;

/** Keeps the data of the workspace on the page, for the time when the server does not answer. */
export function rememberWorkspace(data: WorkspaceData): void {
  last = data;
}

/**
 * What a workspace's loader answers. No answer is no reason to lose the page: what was known stays on
 * the page, and the next asking may succeed.
 * @throws what `ask` throws, when it is an answer or nothing is known
 */
export async function askOrRecall<Data extends WorkspaceData>(
  attemptId: string,
  ask: () => Promise<Data>,
): Promise<Data> {
  try {
    return await ask();
  } catch (error) {
    // An attempt has one kind of workspace, so its data are what this loader returned before.
    const known = last?.workspace.attempt.id === attemptId ? (last as Data) : null;
    if (known !== null && isNoAnswer(error)) return known;
    throw error;
  }
}

/** A redirect and a refusal are answers; a broken connection and a server in trouble are none. */
export function isNoAnswer(error: unknown): boolean {
  if (error instanceof Response) return error.status >= 500;
  if (isRouteErrorResponse(error)) return error.status >= 500;
  return error instanceof Error;
}
