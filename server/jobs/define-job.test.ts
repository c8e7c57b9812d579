import { describe, expect, it } from "vitest";
import { defineJob } from "./define-job";

const ROW = "5e6ff0c0-58ad-4d53-8a37-90cdd2a1de0e";
const job = defineJob({ name: "count", key: "countId", idPrefix: "c", attempts: 3, lifo: true });

describe("a defined job", () => {
  it("is one for each row, and leaves nothing on the queue", () => {
    expect(job.toQueue(ROW, { requestId: "r" })).toEqual({
      data: { countId: ROW, requestId: "r" },
      options: {
        attempts: 3,
        lifo: true,
        removeOnComplete: true,
        removeOnFail: true,
        jobId: `c-${ROW}`,
      },
    });
  });

  it("reads what it wrote, with or without a request", () => {
    expect(job.read(job.toQueue(ROW, {}).data)).toEqual({ rowId: ROW, requestId: undefined });
    expect(job.read({ countId: ROW, requestId: "r" })).toEqual({ rowId: ROW, requestId: "r" });
  });

  it.each([{}, { countId: "1" }, { gradeId: ROW }, { countId: ROW, more: "x" }, null])(
    "takes no payload of another kind: %j",
    (data) => {
      expect(() => job.read(data)).toThrow();
    },
  );
});
