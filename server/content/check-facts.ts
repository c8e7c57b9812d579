import { evaluate, isTrue, readClaim } from "./arithmetic";
import { formatPath } from "./content-error";
import { tellsNumber } from "../text/told-numbers";
import type { Claim, ValueOf } from "./arithmetic";
import type { ContentIssue } from "./content-error";
import type { Facts, ReadFacts } from "./read-facts";

type Fact = Facts["facts"][number];
type Quantities = Facts["quantities"];

/** A fact that survives this, up and down, says little about the quantity. */
const MOVE = 1.3;
/** Apart by more than this, two values aren't close. */
const MAX_SHARE = 0.1;

/**
 * Checks that what a problem claims of its quantities holds, that each stands in its texts, and that
 * no fact is so loose that a changed number would go unseen.
 *
 * @param texts `problem.md` with its head, and `solution.md`
 * @returns a fault for every quantity and every fact that is wrong
 */
export function checkFacts(
  { facts: all, source }: ReadFacts,
  texts: readonly string[],
): ContentIssue[] {
  const { quantities, facts } = all;
  const folded = texts.map(fold);
  const used = new Set<string>();
  const issueAt = (path: (string | number)[], message: string): ContentIssue => ({
    file: source.file,
    line: source.lineOf(path),
    field: formatPath(path),
    message,
  });
  const ofFacts = facts.flatMap((fact, index) =>
    findFactFaults(fact, quantities, used).map((message) => issueAt(["facts", index], message)),
  );
  const ofQuantities = Object.entries(quantities).flatMap(([name, { value, said }]) => {
    const faults = [said].flat().flatMap((wording) => findWordingFaults(wording, value, folded));
    if (!used.has(name)) faults.push("no fact uses it");
    return faults.map((message) => issueAt(["quantities", name], message));
  });
  return [...ofQuantities, ...ofFacts];
}

function findWordingFaults(wording: string, value: number, texts: readonly string[]): string[] {
  const faults: string[] = [];
  if (!tellsNumber(wording, value)) faults.push(`"${wording}" doesn't tell ${value}`);
  if (!texts.some((text) => standsIn(text, fold(wording)))) {
    faults.push(`"${wording}" is in neither problem.md nor solution.md`);
  }
  return faults;
}

/** Without marks of bold and code, and with one blank between words. */
function fold(text: string): string {
  return text
    .replace(/\*\*|`/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

const IN_WORD_BEFORE = /[\p{L}\p{N}]$|\d[.,]$|\p{L}-$/u;
const IN_WORD_AFTER = /^(?:[\p{L}\p{N}]|[.,]\d)/u;
/** What a number that ends here would be cut off from. */
const REST_OF_NUMBER = /^\s?(?:%|(?:percent|hundred|thousand|million|billion|trillion)\b)/;

/** Whether the words stand there as such: "$5" is not in "$50", nor in "$5 million". */
function standsIn(text: string, wording: string): boolean {
  for (let at = text.indexOf(wording); at !== -1; at = text.indexOf(wording, at + 1)) {
    const end = at + wording.length;
    const after = text.slice(end, end + 10);
    const isCutBefore =
      /^[\p{L}\p{N}.]/u.test(wording) && IN_WORD_BEFORE.test(text.slice(Math.max(0, at - 2), at));
    const isCutAfter =
      (/[\p{L}\p{N}]$/u.test(wording) && IN_WORD_AFTER.test(after)) ||
      (/\d$/.test(wording) && REST_OF_NUMBER.test(after));
    if (!isCutBefore && !isCutAfter) return true;
  }
  return false;
}

function findFactFaults(
  { holds, slack }: Fact,
  quantities: Quantities,
  used: Set<string>,
): string[] {
  const claim = readClaim(holds);
  if (!claim) return [`can't read "${holds}": needs one comparison or close(a, b, 0.05)`];
  if (claim.sign === "close" && claim.share > MAX_SHARE) {
    return [`close allows ${claim.share}, and at most ${MAX_SHARE} is close`];
  }
  const names = new Set<string>();
  const unknown = new Set<string>();
  const valueOf: ValueOf = (name) => {
    const known = Object.hasOwn(quantities, name) ? quantities[name] : undefined;
    (known ? names : unknown).add(name);
    return known?.value;
  };
  const [left, right] = evaluateSides(claim, valueOf);
  for (const name of names) used.add(name);
  if (unknown.size > 0) return [...unknown].map((name) => `no quantity is called ${name}`);
  if (left === null || right === null) return [`can't compute "${holds}"`];
  if (names.size < 2) return ["compares less than two quantities"];
  if (!isTrue(claim, left, right)) {
    const sign = claim.sign === "close" ? `within ${claim.share} of` : claim.sign;
    return [`doesn't hold: ${round(left)} ${sign} ${round(right)}`];
  }
  const loose = [...names].filter((name) => !breaksWhenMoved(claim, quantities, name));
  if (slack !== undefined) return loose.length > 0 ? [] : ["is tight, so slack has nothing to say"];
  return loose.map((name) => `still holds with ${name} times or divided by ${MOVE}: is slack`);
}

function evaluateSides(claim: Claim, valueOf: ValueOf): [number | null, number | null] {
  return [evaluate(claim.left, valueOf), evaluate(claim.right, valueOf)];
}

/** Whether the fact breaks when one quantity is larger, or when it is smaller. */
function breaksWhenMoved(claim: Claim, quantities: Quantities, moved: string): boolean {
  return [MOVE, 1 / MOVE].some((factor) => {
    const [left, right] = evaluateSides(claim, (name) => {
      const value = quantities[name]?.value;
      return value !== undefined && name === moved ? value * factor : value;
    });
    return left === null || right === null || !isTrue(claim, left, right);
  });
}

function round(value: number): number {
  return Number(value.toPrecision(6));
}
