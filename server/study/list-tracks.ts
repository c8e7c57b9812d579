import type { Study } from "./study";

export type TrackLine = { slug: string; title: string; summary: string; weeks: number };

/** The study tracks, the shortest first. */
export function listTracks(study: Study): TrackLine[] {
  return [...study.tracks.values()]
    .map(({ slug, head }) => {
      const { title, summary, weeks } = head;
      return { slug, title, summary, weeks: weeks.length };
    })
    .sort((a, b) => a.weeks - b.weeks);
}
