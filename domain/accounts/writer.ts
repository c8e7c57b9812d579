/**
 * Who writes in a browser, and under which of their sessions. The session's name tells two of them
 * apart and opens nothing.
 */
export type Writer = { personId: string; session: string };
