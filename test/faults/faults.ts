/** How a fault is brought about. A kill is a true SIGKILL of a process; the rest needs none. */
export type FaultWay = "network" | "database link" | "queue" | "model" | "candidate" | "kill -9";

/** Every fault that a trial may hold, with what it does. */
export const FAULTS = {
  request_lost: { way: "network", what: "a save or submit is cut before it arrives" },
  body_cut: { way: "network", what: "a save or submit breaks off in the middle of its body" },
  reply_lost: { way: "network", what: "it is carried out, and its answer is cut" },
  duplicated: { way: "network", what: "it arrives twice at the same moment" },
  repeated_later: { way: "network", what: "it arrives once more, after later ones" },
  delayed: { way: "network", what: "it is held back, so that others overtake it" },
  slow: { way: "network", what: "its body trickles in" },
  save_rolled_back: { way: "database link", what: "cut between a save's writes and its commit" },
  save_unanswered: { way: "database link", what: "cut after a save's commit, before the answer" },
  submit_rolled_back: {
    way: "database link",
    what: "cut between a submit's writes and its commit",
  },
  submit_unanswered: {
    way: "database link",
    what: "cut after a submit's commit, before the answer",
  },
  grade_rolled_back: {
    way: "database link",
    what: "cut between a grade's writes and their commit",
  },
  grade_unanswered: {
    way: "database link",
    what: "cut after a grade's commit, before the worker knows",
  },
  never_enqueued: { way: "queue", what: "the queue is cut off after a submit's commit" },
  enqueued_unanswered: { way: "queue", what: "enqueued, and the answer is cut" },
  model_hangs: { way: "model", what: "a model call is never answered" },
  model_cut: { way: "model", what: "a model call is cut in the middle" },
  model_busy: { way: "model", what: "the model answers 429" },
  model_fails: { way: "model", what: "the model answers 500" },
  refresh: { way: "candidate", what: "the page is left and opened again" },
  crash: { way: "candidate", what: "the page dies at once and is opened again" },
  two_writers: { way: "candidate", what: "two machines write the same sections" },
  clock_wrong: { way: "candidate", what: "the candidate's clock is wrong by a day" },
  double_submit: { way: "candidate", what: "handed in three times at once, with several keys" },
  deadline: { way: "candidate", what: "nobody hands in; typing goes on past the deadline" },
  web_killed_at_save: { way: "kill -9", what: "web, after a save's commit, before the answer" },
  web_killed_at_submit: {
    way: "kill -9",
    what: "web, after a submit's commit, before it enqueues",
  },
  worker_killed_at_model: { way: "kill -9", what: "worker, during a model call" },
  worker_killed_at_grade: {
    way: "kill -9",
    what: "worker, between a grade's writes and their commit",
  },
  worker_killed_after_grade: { way: "kill -9", what: "worker, after a grade's commit" },
  backend_killed_at_save: {
    way: "kill -9",
    what: "a database process, so that all of it recovers, at a save",
  },
  backend_killed_at_grade: { way: "kill -9", what: "the same, at a grade's commit" },
  database_killed: { way: "kill -9", what: "the database's main process, at a save's commit" },
} as const satisfies Record<string, { way: FaultWay; what: string }>;

export type FaultName = keyof typeof FAULTS;

export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];

export function listFaults(way: FaultWay): FaultName[] {
  return FAULT_NAMES.filter((name) => FAULTS[name].way === way);
}
