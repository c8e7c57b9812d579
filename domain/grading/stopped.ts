/**
 * The kind of a grading that its candidate stopped while it waited for a model at home, or was at it:
 * nothing failed, and what the model had answered is kept until they go on.
 */
export const STOPPED = "stopped";
