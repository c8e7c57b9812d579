import { z } from "zod";
import { requestIdSchema } from "./asked.schema";
import type { Asked } from "./asked.schema";

/** Wait before a further try: doubles from `delay` milliseconds, and varies by the share `jitter`. */
type Backoff = { type: "exponential"; delay: number; jitter: number };

type Options = {
  /** Stays with the jobs that a queue holds across an upgrade. */
  name: string;
  /** The payload's field: the id of the row that says what is to be done. */
  key: string;
  /** Stands before the row's id in the job's own. */
  idPrefix: string;
  /** Tries in all. */
  attempts: number;
  backoff?: Backoff;
  /** Before what waits: somebody sits in front of it. */
  lifo?: true;
};

/** One kind of work for the worker: all that its sender, the queue and its handler need to know of it. */
export type JobDefinition = {
  name: string;
  attempts: number;
  /** As the queue takes it. One job a row: adding it again while it waits or runs does nothing. */
  toQueue: (rowId: string, asked: Asked) => { data: JobPayload; options: QueueOptions };
  /** @throws ZodError for a payload that is none of this job's */
  read: (data: unknown) => { rowId: string; requestId: string | undefined };
};

/** Ids only: PostgreSQL is the truth, the queue delivers. */
export type JobPayload = Record<string, string | undefined>;
type QueueOptions = Record<string, unknown> & { jobId: string };

/**
 * Defines a job. What became of it is in its row, so nothing of it stays on the queue: a job that
 * stayed would keep its id from being added again.
 */
export function defineJob(options: Options): JobDefinition {
  const { name, key, idPrefix, attempts, backoff, lifo } = options;
  const schema = z.strictObject({ [key]: z.uuid(), requestId: requestIdSchema });
  return {
    name,
    attempts,
    toQueue: (rowId, asked) => ({
      data: { [key]: rowId, ...asked },
      options: {
        attempts,
        ...(backoff && { backoff }),
        ...(lifo && { lifo }),
        removeOnComplete: true,
        removeOnFail: true,
        jobId: `${idPrefix}-${rowId}`,
      },
    }),
    read: (data) => {
      const payload: JobPayload = schema.parse(data);
      return { rowId: payload[key] ?? "", requestId: payload["requestId"] };
    },
  };
}
