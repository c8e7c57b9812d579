import type { GradeProgress } from "../db/tables/grades";
import type { GradingProgress } from "../grading/progress";
import { recordProgress } from "../grades/record-progress";
import type { Lease } from "../grades/take-grading";
import type { GradingTools } from "./grade-attempt";

/**
 * Writes how far a grading is, one write at a time and never faster than the database takes them:
 * what comes in meanwhile is folded into the next write. Grading does not wait for it.
 */
export function createProgressWriter(
  tools: Pick<GradingTools, "db" | "log">,
  lease: Lease,
): { tell: (event: GradingProgress) => void; settle: () => Promise<void> } {
  const sections = new Map<string, GradingProgress>();
  let isDirty = false;
  let isWriting = false;
  let writing: Promise<void> = Promise.resolve();

  async function writeWhileDirty(): Promise<void> {
    try {
      while (isDirty) {
        isDirty = false;
        await recordProgress(tools.db, lease, summarize(sections));
      }
    } catch (error) {
      // Progress is for the eyes; the grade itself will fail loudly if the database stays away.
      tools.log.warn({ err: error, gradeId: lease.gradeId }, "progress was not written");
    } finally {
      isWriting = false;
    }
  }

  return {
    tell: (event) => {
      sections.set(event.section, event);
      isDirty = true;
      if (isWriting) return;
      isWriting = true;
      writing = writeWhileDirty();
    },
    settle: () => writing,
  };
}

function summarize(sections: Map<string, GradingProgress>): GradeProgress {
  const all = [...sections.values()];
  return {
    done: all.reduce((sum, { done }) => sum + done, 0),
    of: all.reduce((sum, { of }) => sum + of, 0),
    sections: Object.fromEntries(all.map(({ section, done, of }) => [section, done / of])),
  };
}
