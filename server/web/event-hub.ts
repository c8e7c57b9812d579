import type postgres from "postgres";
import { listenForChanges } from "../jobs/progress";

/** Tells open event streams of this process what has changed: a grade, or a person's notices. */
export type EventHub = {
  /**
   * @param id of a grade or a person
   * @returns a function that ends the subscription
   */
  subscribe: (id: string, onChange: () => void) => () => void;
  close: () => Promise<void>;
};

/** Opens the one listening connection that serves every stream of the process. */
export async function openEventHub(sql: postgres.Sql): Promise<EventHub> {
  const subscribers = new Map<string, Set<() => void>>();
  const stop = await listenForChanges(
    sql,
    (id) => subscribers.get(id)?.forEach((tell) => tell()),
    () => subscribers.forEach((group) => group.forEach((tell) => tell())),
  );
  return {
    subscribe: (id, onChange) => {
      const group = subscribers.get(id) ?? new Set();
      group.add(onChange);
      subscribers.set(id, group);
      return () => {
        group.delete(onChange);
        if (group.size === 0) subscribers.delete(id);
      };
    },
    close: stop,
  };
}
