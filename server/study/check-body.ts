import type { ContentIssue } from "../content/content-error";
import type { Topic } from "./study";

const TOPIC_HEADINGS = ["What to know", "In a design"];
/** A page that is read in three minutes: enough to be exact, too short to hide in. */
const WORDS = { least: 200, most: 500 };
/** A page about the interview itself has examples, which take room. */
const GUIDE_WORDS = { least: 500, most: 1_200 };

/**
 * A short page has both its parts, in order and no other, and is neither a stub nor an essay. A page
 * about the interview itself has parts of its own.
 */
export function checkTopicBody({ head, body, bodyLine, source }: Topic): ContentIssue[] {
  const { file } = source;
  const isGuide = head.area === "interview";
  const { least, most } = isGuide ? GUIDE_WORDS : WORDS;
  const issues: ContentIssue[] = [];
  const headings = [...body.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading?.trim());
  if (!isGuide && headings.join("|") !== TOPIC_HEADINGS.join("|")) {
    const message = `needs the headings ${TOPIC_HEADINGS.map((name) => `"## ${name}"`).join(" and ")}`;
    issues.push({ file, line: bodyLine, field: "", message });
  }
  const count = body.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  if (count < least || count > most) {
    const message = `${count} words, not between ${least} and ${most}`;
    issues.push({ file, line: bodyLine, field: "", message });
  }
  return issues;
}
