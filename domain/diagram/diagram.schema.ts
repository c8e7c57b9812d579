import { z } from "zod";

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
const componentKindSchema = z.enum(COMPONENT_KINDS);
export type ComponentKind = z.infer<typeof componentKindSchema>;

const nodeIdSchema = z.string().regex(/^N\d+$/);
const containerIdSchema = z.string().regex(/^C\d+$/);
const endIdSchema = z.string().regex(/^[NC]\d+$/);
const elementIdsSchema = z.array(z.string());

/** A component: a labelled box, icon, picture or stand-alone text. */
const diagramNodeSchema = z.object({
  id: nodeIdSchema,
  /** As drawn, white space collapsed; empty when nothing names it. */
  label: z.string(),
  kind: componentKindSchema.nullable(),
  /** Further texts drawn inside it, beyond the label. */
  notes: z.array(z.string()),
  /** Scene elements that make it up: they light up on the report. */
  elements: elementIdsSchema,
  /** Direct parent, a container. */
  container: containerIdSchema.nullable(),
});
export type DiagramNode = z.infer<typeof diagramNodeSchema>;

/** An arrow or line. `from` and `to` are turned so that "forward" is always tail to head. */
const diagramEdgeSchema = z.object({
  id: z.string().regex(/^E\d+$/),
  from: endIdSchema.nullable(),
  to: endIdSchema.nullable(),
  direction: z.enum(["forward", "both", "none"]),
  label: z.string().nullable(),
  /** bound: both ends by the editor's bindings; inferred: at least one by geometry; dangling: an end is open. */
  binding: z.enum(["bound", "inferred", "dangling"]),
  elements: elementIdsSchema,
  /** Only when dangling: what lies nearest to the open end(s), nearest first. */
  candidates: z.array(endIdSchema).optional(),
});
export type DiagramEdge = z.infer<typeof diagramEdgeSchema>;

/** A boundary around components: a frame, or a box that holds others. */
const diagramContainerSchema = z.object({
  id: containerIdSchema,
  label: z.string(),
  kind: componentKindSchema.nullable(),
  /** Direct children, nodes and containers, in reading order. */
  contains: z.array(endIdSchema),
  elements: elementIdsSchema,
  container: containerIdSchema.nullable(),
});
export type DiagramContainer = z.infer<typeof diagramContainerSchema>;

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
