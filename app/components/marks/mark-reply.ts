/** What the action of a mark answers. */
export type MarkReply = { criterionId: string; error: string | null };
