import type { Arm, Attempt } from "../arm";
import { FAULTS } from "../faults";
import type { FaultName } from "../faults";
import type { TrialPlan } from "../plan";
import type { HttpFault, Seen } from "../wire/http-proxy";
import type { Watch } from "../wire/postgres-proxy";
import type { World } from "../world/open-world";

const DELAY_MS = 1_200;
const SLOW_MS = 900;
const REPEAT_AFTER_MS = 2_500;
const RETRY_AFTER_S = "1";

type Setting = {
  world: World;
  arm: Arm;
  plan: TrialPlan;
  attempt: Attempt;
  onCame: (name: FaultName) => void;
};

/** Lays out the faults of a plan along the lines of its world. @returns takes back what is left */
export function armFaults(setting: Setting): () => void {
  const { world, plan, attempt } = setting;
  const undo: (() => unknown)[] = [];
  const onSite = chooseByCount(setting, "network", attempt.isOwnRequest);
  // Every word of a trial begins with its name, and the prompt holds them all.
  const marker = `t${plan.index}xw`;
  const onModel = chooseByCount(setting, "model", (seen) => seen.body.includes(marker));
  world.siteFaults.add(onSite);
  world.modelFaults.add(onModel);
  undo.push(() => world.siteFaults.delete(onSite));
  undo.push(() => world.modelFaults.delete(onModel));
  for (const { name, nth } of plan.faults) undo.push(armOnLink(setting, name, nth));
  undo.push(learnGradeId(setting));
  return () => undo.forEach((step) => step());
}

function chooseByCount(
  { world, plan, onCame }: Setting,
  line: "network" | "model",
  isOurs: (seen: Seen) => boolean,
): (seen: Seen) => HttpFault | null {
  let count = 0;
  const due = plan.faults.filter(({ name }) => lineOf(name) === line);
  return (seen) => {
    if (!isOurs(seen)) return null;
    count += 1;
    const found = due.findIndex(({ nth }) => nth <= count);
    const [fault] = found < 0 ? [] : due.splice(found, 1);
    if (!fault) return null;
    onCame(fault.name);
    return toHttpFault(world, fault.name);
  };
}

function lineOf(name: FaultName): string {
  return name === "worker_killed_at_model" ? "model" : FAULTS[name].way;
}

function toHttpFault(world: World, name: FaultName): HttpFault | null {
  switch (name) {
    case "request_lost":
    case "body_cut":
    case "reply_lost":
    case "duplicated":
      return { kind: name };
    case "repeated_later":
      return { kind: name, ms: REPEAT_AFTER_MS };
    case "delayed":
      return { kind: name, ms: DELAY_MS };
    case "slow":
      return { kind: name, ms: SLOW_MS };
    case "model_hangs":
      return { kind: "unanswered" };
    case "model_cut":
      return { kind: "reply_lost" };
    case "model_busy":
      return { kind: "answered", status: 429, headers: { "retry-after": RETRY_AFTER_S } };
    case "model_fails":
      return { kind: "answered", status: 500 };
    case "worker_killed_at_model":
      return { kind: "meanwhile", act: () => world.worker.kill() };
    default:
      return null;
  }
}

type Point = {
  at: keyof Arm["points"];
  when: Watch["when"];
  act?: (world: World) => Promise<void>;
};

/** Faults on the line to the database: where they wait, and what they do beside cutting it. */
const POINTS: Partial<Record<FaultName, Point>> = {
  save_rolled_back: { at: "save", when: "before_commit" },
  save_unanswered: { at: "save", when: "after_commit" },
  submit_rolled_back: { at: "submit", when: "before_commit" },
  submit_unanswered: { at: "submit", when: "after_commit" },
  never_enqueued: { at: "enqueue", when: "before_commit" },
  enqueued_unanswered: { at: "enqueue", when: "after_commit" },
  grade_rolled_back: { at: "grade", when: "before_commit" },
  grade_unanswered: { at: "grade", when: "after_commit" },
  web_killed_at_save: { at: "save", when: "after_commit", act: ({ web }) => web.kill() },
  web_killed_at_submit: { at: "submit", when: "after_commit", act: ({ web }) => web.kill() },
  worker_killed_at_grade: {
    at: "grade",
    when: "before_commit",
    act: ({ worker }) => worker.kill(),
  },
  worker_killed_after_grade: {
    at: "grade",
    when: "after_commit",
    act: ({ worker }) => worker.kill(),
  },
  backend_killed_at_save: {
    at: "save",
    when: "before_commit",
    act: ({ database }) => database.killBackend(),
  },
  backend_killed_at_grade: {
    at: "grade",
    when: "before_commit",
    act: ({ database }) => database.killBackend(),
  },
  database_killed: {
    at: "save",
    when: "after_commit",
    act: ({ database }) => database.killServer(),
  },
};

function armOnLink(setting: Setting, name: FaultName, nth: number): () => unknown {
  const { world, arm, attempt, onCame } = setting;
  const found = POINTS[name];
  if (!found) return () => undefined;
  const point: Point = found;
  let count = 0;
  let unwatch: () => boolean = () => false;
  function watch(): void {
    unwatch = world.link.watch({
      statement: arm.points[point.at],
      when: point.when,
      concerns: (statements) => holdsAny(statements, attempt.needles),
      act: async () => {
        count += 1;
        if (count < nth) {
          watch();
          return "pass";
        }
        onCame(name);
        await point.act?.(world);
        return "cut";
      },
    });
  }
  watch();
  return () => unwatch();
}

/** The grading is known by its id from the moment its row is there. */
function learnGradeId({ world, arm, attempt }: Setting): () => unknown {
  let unwatch: () => boolean = () => false;
  function watch(): void {
    unwatch = world.link.watch({
      statement: arm.points.submit,
      when: "after_commit",
      concerns: (statements) => holdsAny(statements, new Set([attempt.id])),
      act: async () => {
        const gradeId = await attempt.findGradeId();
        if (gradeId === null) watch();
        else attempt.needles.add(gradeId);
        return "pass";
      },
    });
  }
  watch();
  return () => unwatch();
}

function holdsAny(statements: string, needles: ReadonlySet<string>): boolean {
  return [...needles].some((needle) => statements.includes(needle));
}
