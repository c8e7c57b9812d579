/** What a component is, as far as its label tells. Words of each kind: components.ts. */
export const COMPONENT_KINDS = [
  "client",
  "cdn",
  "gateway",
  "load_balancer",
  "service",
  "worker",
  "scheduler",
  "queue",
  "stream",
  "cache",
  "database",
  "object_store",
  "vector_store",
  "search_index",
  "feature_store",
  "model_registry",
  "embedding_model",
  "reranker",
  "llm",
  "model",
  "training",
  "guardrail",
  "evaluation",
  "monitoring",
  "human",
  "external",
] as const;
export type ComponentKind = (typeof COMPONENT_KINDS)[number];

/** A component: a labelled box, icon, picture or stand-alone text. */
export type DiagramNode = {
  /** "N" and a number. */
  id: string;
  /** As drawn, white space collapsed; empty when nothing names it. */
  label: string;
  kind: ComponentKind | null;
  /** Further texts drawn inside it, beyond the label. */
  notes: string[];
  /** Scene elements that make it up: they light up on the report. */
  elements: string[];
  /** Direct parent, a container. */
  container: string | null;
};

/** An arrow or line. `from` and `to` are turned so that "forward" is always tail to head. */
export type DiagramEdge = {
  /** "E" and a number. */
  id: string;
  from: string | null;
  to: string | null;
  direction: "forward" | "both" | "none";
  label: string | null;
  /** bound: both ends by the editor's bindings; inferred: at least one by geometry; dangling: an end is open. */
  binding: "bound" | "inferred" | "dangling";
  elements: string[];
  /** Only when dangling: what lies nearest to the open end(s), nearest first. */
  candidates?: string[];
};

/** A boundary around components: a frame, or a box that holds others. */
export type DiagramContainer = {
  /** "C" and a number. */
  id: string;
  label: string;
  kind: ComponentKind | null;
  /** Direct children, nodes and containers, in reading order. */
  contains: string[];
  elements: string[];
  container: string | null;
};

export type Diagram = {
  nodes: DiagramNode[];
  edges: DiagramEdge[];
  containers: DiagramContainer[];
  /** Free text that labels nothing; its id is "A" and a number. */
  annotations: { id: string; text: string; elements: string[] }[];
  /** What a person sees and the reader can't read: boxes without a label, arrows that end nowhere, scribbles. */
  unreadable: { elementIds: string[]; what: string }[];
  /** What a person can't see. Never part of the text. */
  hidden: { elementIds: string[]; reason: string }[];
  counts: {
    nodes: number;
    edges: number;
    boundEdges: number;
    inferredEdges: number;
    danglingEdges: number;
    containers: number;
    annotations: number;
    unreadable: number;
    hidden: number;
  };
};
