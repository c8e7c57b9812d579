import type postgres from "postgres";
import { listenForGrades } from "../jobs/progress";

/** Tells open event streams of this process which grades have changed. */
export type GradeHub = {
  /** @returns a function that ends the subscription */
  subscribe: (gradeId: string, onChange: () => void) => () => void;
  close: () => Promise<void>;
};

/** Opens the one listening connection that serves every stream of the process. */
export async function openGradeHub(sql: postgres.Sql): Promise<GradeHub> {
  const subscribers = new Map<string, Set<() => void>>();
  const stop = await listenForGrades(
    sql,
    (gradeId) => subscribers.get(gradeId)?.forEach((tell) => tell()),
    () => subscribers.forEach((group) => group.forEach((tell) => tell())),
  );
  return {
    subscribe: (gradeId, onChange) => {
      const group = subscribers.get(gradeId) ?? new Set();
      group.add(onChange);
      subscribers.set(gradeId, group);
      return () => {
        group.delete(onChange);
        if (group.size === 0) subscribers.delete(gradeId);
      };
    },
    close: stop,
  };
}
