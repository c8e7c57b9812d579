import { createRunner } from "./create-runner";
import { READ_TASKS } from "./read-tasks";

/** Entry of the threads that read handed-in work for pages: they load no judge, and start in a moment. */
export default createRunner(READ_TASKS);
