import { createRunner } from "./create-runner";
import { TASKS } from "./tasks";

/** Entry of the threads that grade answers and check drafts. */
export default createRunner(TASKS);
