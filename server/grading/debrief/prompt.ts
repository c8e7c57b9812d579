import { toDataJson } from "../../text/to-data-json";
import { givenBrief } from "../grade-input";
import { showPlace } from "../prompt";
import { findDecisivePoints } from "./decisive-points";
import { splitAnswers } from "./knowledge";
import { DEBRIEF_REPLY_RULES, DEBRIEF_RULES, SCEPTIC_REPLY_RULES, SCEPTIC_RULES } from "./rules";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { GradedProblem, GradeInput } from "../grade-input";

/** What is enough to tell a criterion by. */
const MAX_CRITERION_CHARS = 160;

/** What of the prompts doesn't depend on the candidate. */
export const DEBRIEF_PROMPTS = [
  DEBRIEF_RULES,
  DEBRIEF_REPLY_RULES,
  SCEPTIC_RULES,
  SCEPTIC_REPLY_RULES,
];

/** Rules, case and what is private: the same for every candidate who had this brief. */
export function buildDebriefSystem({ problem, rubric, failures }: GradeInput): string {
  const known = (failures?.failures ?? []).map(
    ({ id, fails, shows }) => `- ${id}: ${fails} (${shows})`,
  );
  const criteria = rubric.criteria.map(({ id, text }) => `- ${id}: ${shorten(text)}`);
  const parts = [
    DEBRIEF_RULES,
    writeCase(problem),
    section("What the interviewer answers when asked", listAnswers(problem)),
    section("Decisions of one worked solution (private)", [
      findDecisivePoints(problem.solutionMarkdown ?? ""),
    ]),
    section("How designs of this case are known to break (private)", known),
    section("Criteria, by id", criteria),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function writeCase(problem: GradedProblem): string {
  const given = givenBrief(problem);
  const read = `# Problem: ${problem.title}\n\n## What the candidate was given\n${given.trim()}`;
  if (given === problem.statementMarkdown) return read;
  return `${read}\n\n## What the interviewer knows\n${problem.statementMarkdown.trim()}`;
}

function listAnswers({ clarifications }: GradedProblem): string[] {
  return clarifications.map(({ id, question, answer }) => `- ${id}: ${question} ${answer}`);
}

function section(title: string, lines: readonly string[]): string {
  const text = lines.join("\n").trim();
  return text === "" ? "" : `## ${title}\n${text}`;
}

function shorten(text: string): string {
  if (text.length <= MAX_CRITERION_CHARS) return text;
  return `${text.slice(0, text.lastIndexOf(" ", MAX_CRITERION_CHARS))} …`;
}

/** Which answers of the interviewer this candidate got; then what the reply must be. */
export function buildDebriefTask(input: GradeInput): string {
  const { asked, unasked } = splitAnswers(input);
  const name = (list: readonly { id: string }[]): string =>
    list.length === 0 ? "none" : list.map(({ id }) => id).join(", ");
  return `Write the debrief.
Of the interviewer's answers this candidate got: ${name(asked)}. They never heard: ${name(unasked)}.

${DEBRIEF_REPLY_RULES}`;
}

/** Rules and the case as the candidate had it: what is private would only help to excuse or to accuse. */
export function buildScepticSystem({ problem }: Pick<GradeInput, "problem">): string {
  const given = givenBrief(problem).trim();
  return `${SCEPTIC_RULES}\n\n# Problem: ${problem.title}\n\n## What the candidate was given\n${given}\n`;
}

/** What the sceptic gets to see of a point, or of the diagnosis: no reasons and no advice. */
export type Claim = {
  id: string;
  headline: string;
  follows: string;
  places: Evidence[];
  /** Whether it is said to sink the design. */
  sinks: boolean;
};

export function buildScepticTask(claims: readonly Claim[]): string {
  const listed = claims.map(({ id, headline, follows, places, sinks }) => ({
    id,
    claim: headline,
    ...(follows !== "" && { what_follows: follows }),
    ...(sinks && { said_to_sink: true }),
    ...(places.length > 0 && { rests_on: places.map(showPlace) }),
  }));
  return `Claims to doubt, as JSON data:\n${toDataJson(listed, 1)}\n\n${SCEPTIC_REPLY_RULES}`;
}
