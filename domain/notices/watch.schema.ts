import { z } from "zod";
import { MAX_WATCHED } from "./watched";

/** The address of an event stream: whose, and which gradings it follows as well. */
export const watchSchema = z.object({
  /** Whom the page was made for: somebody else may have signed in since. */
  person: z.uuid(),
  attempt: z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z.array(z.uuid()).max(MAX_WATCHED),
  ),
});
