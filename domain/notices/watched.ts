/** Gradings that one event stream follows: as many as one browser shows at once, and some. */
export const MAX_WATCHED = 8;
