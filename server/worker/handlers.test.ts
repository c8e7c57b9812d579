import type { Job } from "bullmq";
import { UnrecoverableError } from "bullmq";
import { expect, it } from "vitest";
import type { JobPayload } from "../jobs/define-job";
import { createHandlers } from "./handlers";
import type { WorkerTools } from "./handlers";

it.each(["", "grade", "__proto__", "grade-attempt "])(
  "refuses a job that nobody knows, for good: %j",
  async (name) => {
    const handle = createHandlers({} as WorkerTools);
    const job = { name, data: {} } as Job<JobPayload>;
    await expect(handle(job)).rejects.toBeInstanceOf(UnrecoverableError);
  },
);
