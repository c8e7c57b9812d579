/**
 * Why there is no grade where a model gave no usable reply about too much of the rubric: what it answered
 * is kept, and asking again asks for the rest alone.
 */
export const LEFT_OPEN = "left_open";
