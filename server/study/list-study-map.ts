import { TIERS } from "#domain/problems/scale";
import type { Study, Topic } from "./study";
import { AREAS } from "#domain/study/study.schema";
import type { Area } from "#domain/study/study.schema";

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

type TopicLine = { slug: string; title: string; summary: string; newIn: number | null };
export type MapTier = { tier: number; areas: { title: string; topics: TopicLine[] }[] };

/** Every topic once, by tier and area, in the order in which they build on each other by title. */
export function listStudyMap(study: Study): MapTier[] {
  const all = [...study.topics.values()];
  return TIERS.map((tier) => ({
    tier,
    areas: AREAS.map((area) => ({
      title: AREA_TITLES[area],
      topics: all
        .filter(({ head }) => head.tier === tier && head.area === area)
        .map(toLine)
        .sort((a, b) => a.title.localeCompare(b.title, "en")),
    })).filter(({ topics }) => topics.length > 0),
  }));
}

export function getAreaTitle(area: Area): string {
  return AREA_TITLES[area];
}

function toLine({ slug, head }: Topic): TopicLine {
  return { slug, title: head.title, summary: head.summary, newIn: head.newIn ?? null };
}
