import type { LoaderFunctionArgs } from "@remix-run/node";
import type { DefinedAction } from "~/lib/actions/define-actions";
import remixConfig from "../../../remix.config.js";

/** Everybody who may come: the attempt in question is the owner's, and the assignee's to review. */
export const WHO = ["anonymous", "candidate", "owner", "reviewer", "assignee", "admin"] as const;
export type Who = (typeof WHO)[number];

/** "in" is the page, or a way on from it; "sign-in" leads to the door; else the status of a refusal. */
export type Outcome = "in" | "sign-in" | 400 | 401 | 403 | 404 | 409;
export type Row = Record<Who, Outcome>;

/** What each is answered; a reviewer whom the attempt is assigned to is answered as any other. */
export function row(...outcomes: [Outcome, Outcome, Outcome, Outcome, Outcome]): Row {
  const [anonymous, candidate, owner, reviewer, admin] = outcomes;
  return { anonymous, candidate, owner, reviewer, assignee: reviewer, admin };
}

export type Route = { path: string; file: string };

type RouteModule = {
  loader?: (args: LoaderFunctionArgs) => unknown;
  action?: DefinedAction<unknown>;
};

const modules = import.meta.glob<RouteModule>("../../../app/routes/**/*.tsx");

/** Every route of the table, but for the one that catches what has none. */
export function listRoutes(): Route[] {
  const routes: Route[] = [];
  const define = (path: string, file: string): void => void routes.push({ path, file });
  void remixConfig.routes?.((add) => {
    add(define as never);
    return {};
  });
  return routes.filter(({ path }) => path !== "*");
}

export async function loadRoute(file: string): Promise<RouteModule> {
  const load = modules[`../../../app/${file}`];
  if (!load) throw new Error(`no file ${file}`);
  return load();
}

/** What a loader or an action came to. Errors that are no refusal are a fault, and thrown. */
export async function outcomeOf(work: () => unknown): Promise<Outcome> {
  const answer: unknown = await Promise.resolve()
    .then(work)
    .catch((error: unknown) => error);
  if (answer instanceof Error) throw answer;
  if (answer instanceof Response) {
    if (answer.headers.get("location")?.startsWith("/sign-in")) return "sign-in";
    return toOutcome(answer.status);
  }
  return toOutcome(readInit(answer)?.status ?? 200);
}

/** Remix's `data()` carries its status beside what it says. */
function readInit(answer: unknown): ResponseInit | null {
  if (typeof answer !== "object" || answer === null || !("init" in answer)) return null;
  return answer.init as ResponseInit | null;
}

export function toOutcome(status: number): Outcome {
  const refusals = [400, 401, 403, 404, 409] as const;
  const refusal = refusals.find((code) => code === status);
  if (refusal !== undefined) return refusal;
  if (status >= 400) throw new Error(`answered ${status}`);
  return "in";
}
