/**
 * The kind of a grading that was not begun because its attempt was handed in beyond its person's
 * gradings of a day: nothing failed, and it waits to be asked for.
 */
export const DAY_USED_UP = "day_used_up";
