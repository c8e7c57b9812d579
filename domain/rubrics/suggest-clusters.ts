import { MAX_DRILL_CRITERIA } from "../attempts/kinds";

type Candidate = { id: string; section: string; topics: readonly string[] };

/**
 * Criteria that can be drilled together: two or three of one section that share a topic. Each is in one
 * cluster at most; those that share nothing are in none. In the order in which they are given, so the
 * most wanted come first.
 * @returns ids
 */
export function suggestClusters(criteria: readonly Candidate[]): string[][] {
  const taken = new Set<string>();
  return criteria.flatMap((first) => {
    if (taken.has(first.id)) return [];
    const others = criteria.filter(
      ({ id, section, topics }) =>
        id !== first.id &&
        !taken.has(id) &&
        section === first.section &&
        topics.some((topic) => first.topics.includes(topic)),
    );
    if (others.length === 0) return [];
    const cluster = [first, ...others].slice(0, MAX_DRILL_CRITERIA).map(({ id }) => id);
    for (const id of cluster) taken.add(id);
    return [cluster];
  });
}
