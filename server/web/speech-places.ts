import { AppError } from "../errors";

/** Calls of the speech server at a time; each holds a recording of up to 2 MB. */
const CALLS_AT_ONCE = 8;

/** Who speaks or listens now, in this process. */
type SpeechPlaces = {
  /**
   * Runs one request of a person; a second one beside it is refused.
   * @throws AppError `too_many`
   */
  ofPerson: <T>(userId: string, work: () => Promise<T>) => Promise<T>;
  /**
   * Runs one call of the speech server.
   * @throws AppError `unavailable` when as many as may be are under way
   */
  ofServer: <T>(work: () => Promise<T>) => Promise<T>;
};

export function createSpeechPlaces(atOnce: number = CALLS_AT_ONCE): SpeechPlaces {
  const people = new Set<string>();
  let calls = 0;
  return {
    ofPerson: async (userId, work) => {
      if (people.has(userId)) {
        throw new AppError("too_many", {
          message: "one speech request of this person is under way",
          userMessage: "Another recording of yours is being transcribed. Try again in a moment.",
        });
      }
      people.add(userId);
      try {
        return await work();
      } finally {
        people.delete(userId);
      }
    },
    ofServer: async (work) => {
      if (calls >= atOnce) {
        throw new AppError("unavailable", {
          message: `${atOnce} calls of the speech server are under way`,
          userMessage:
            "Many people are speaking right now. Your recording is still here: try again in a moment.",
        });
      }
      calls += 1;
      try {
        return await work();
      } finally {
        calls -= 1;
      }
    },
  };
}
