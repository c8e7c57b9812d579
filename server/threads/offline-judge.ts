import { createLocalJudge } from "../judges/local-judge";

/** The one of a thread: what it has looked up once it keeps. */
export const offlineJudge = createLocalJudge();
