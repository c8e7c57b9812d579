import { TIERS } from "#domain/problems/scale";
import type { Study, Topic } from "./study";
import { AREAS } from "#domain/study/areas";
import type { Area } from "#domain/study/areas";

const AREA_TITLES: Record<Area, string> = {
  interview: "The interview itself",
  transformers: "Transformers",
  retrieval: "Retrieval",
  serving: "Inference and serving",
  training: "Training and tuning",
  agents: "Agents and tools",
  evaluation: "Evaluation",
  operation: "Running it",
  ranking: "Recommendation and ranking",
};

export type TopicLine = {
  slug: string;
  title: string;
  summary: string;
  newIn: number | null;
  isLesson: boolean;
  hasWorkbench: boolean;
};
export type MapTier = { tier: number; areas: { title: string; topics: TopicLine[] }[] };

/** What of the map is shown; null is any. */
export type MapFilter = { area: Area | null; kind: "lesson" | "workbench" | null };

const ANY: MapFilter = { area: null, kind: null };

/** The topics that fit a filter, each once, by tier and area, in the order in which they build on each other by title. */
export function listStudyMap(study: Study, filter: MapFilter = ANY): MapTier[] {
  const all = [...study.topics.values()].filter((topic) => fitsFilter(topic, filter));
  return TIERS.map((tier) => ({
    tier,
    areas: AREAS.map((area) => ({
      title: AREA_TITLES[area],
      topics: all
        .filter(({ head }) => head.tier === tier && head.area === area)
        .map(toLine)
        .sort((a, b) => a.title.localeCompare(b.title, "en")),
    })).filter(({ topics }) => topics.length > 0),
  })).filter(({ areas }) => areas.length > 0);
}

/** The topics that a search found and that fit a filter, in the order of the search. */
export function listFoundTopics(
  study: Study,
  found: readonly string[],
  filter: MapFilter = ANY,
): TopicLine[] {
  return found
    .flatMap((slug) => study.topics.get(slug) ?? [])
    .filter((topic) => fitsFilter(topic, filter))
    .map(toLine);
}

function fitsFilter({ head }: Topic, { area, kind }: MapFilter): boolean {
  if (area !== null && head.area !== area) return false;
  if (kind === "lesson") return head.lesson !== undefined;
  if (kind === "workbench") return head.lesson?.workbench !== undefined;
  return true;
}

export function getAreaTitle(area: Area): string {
  return AREA_TITLES[area];
}

function toLine({ slug, head }: Topic): TopicLine {
  return {
    slug,
    title: head.title,
    summary: head.summary,
    newIn: head.newIn ?? null,
    isLesson: head.lesson !== undefined,
    hasWorkbench: head.lesson?.workbench !== undefined,
  };
}
