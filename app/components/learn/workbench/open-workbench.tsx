import { lazy } from "react";
import type { ComponentType } from "react";
import type { Workbench } from "#domain/study/study.schema";

const WORKBENCHES: Record<Workbench, ComponentType> = {
  chunking: lazy(() => import("./chunking-workbench")),
  "kv-memory": lazy(() => import("./kv-workbench")),
  quantization: lazy(() => import("./quantization-workbench")),
  "retrieval-metrics": lazy(() => import("./retrieval-workbench")),
  "attention-steps": lazy(() => import("./attention-workbench")),
  "continuous-batching": lazy(() => import("./batching-workbench")),
  "query-cost": lazy(() => import("./cost-workbench")),
};

/** The workbench of a name, each fetched when somebody opens it. */
export default function OpenWorkbench({ name }: { name: Workbench }) {
  const Bench = WORKBENCHES[name];
  return <Bench />;
}
