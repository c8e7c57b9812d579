import type { Study } from "./study";

/** A topic as a link. `hasPage` is false for one that an author invented in the app. */
export type TopicLink = { slug: string; title: string; hasPage: boolean };

/**
 * Topics by name, in the order given.
 * @param toTitle what a topic without a page is called
 */
export function listTopicLinks(
  study: Study,
  slugs: readonly string[],
  toTitle: (slug: string) => string,
): TopicLink[] {
  return slugs.map((slug) => {
    const topic = study.topics.get(slug);
    return { slug, title: topic?.head.title ?? toTitle(slug), hasPage: topic !== undefined };
  });
}
