import { evaluate, isTrue, readClaim } from "../text/arithmetic";
import { formatPath } from "./content-error";
import { findGateFaults } from "./check-gates";
import { findWordingFaults, fold } from "./check-wording";
import type { Claim, ValueOf } from "../text/arithmetic";
import type { ContentIssue } from "./content-error";
import type { Facts, ReadFacts } from "./read-facts";

type Fact = Facts["facts"][number];
type Quantities = Facts["quantities"];

/** A fact that survives this, up and down, says little about the quantity. */
const MOVE = 1.3;
/** Apart by more than this, two values aren't close. */
const MAX_SHARE = 0.1;

/**
 * Checks that what a problem claims of its quantities holds, that each stands in its texts, that no
 * fact is so loose that a changed number would go unseen, and that its gates can work.
 *
 * @param texts `problem.md` with its head, and `solution.md`
 * @returns a fault for every quantity, every fact and every gate that is wrong
 */
export function checkFacts(
  { facts: all, source }: ReadFacts,
  texts: readonly string[],
): ContentIssue[] {
  const { quantities, facts, gates = [] } = all;
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
  const ofGates = gates.flatMap((gate, index) =>
    findGateFaults(gate, folded, (name) => valueOfUsed(name, quantities, used)).map((message) =>
      issueAt(["gates", index], message),
    ),
  );
  const ofQuantities = Object.entries(quantities).flatMap(([name, { value, said }]) => {
    const faults = [said].flat().flatMap((wording) => findWordingFaults(wording, value, folded));
    if (!used.has(name)) faults.push("no fact uses it");
    return faults.map((message) => issueAt(["quantities", name], message));
  });
  return [...ofQuantities, ...ofFacts, ...ofGates];
}

function valueOfUsed(name: string, quantities: Quantities, used: Set<string>): number | undefined {
  used.add(name);
  return Object.hasOwn(quantities, name) ? quantities[name]?.value : undefined;
}

function findFactFaults(
  { holds, slack }: Fact,
  quantities: Quantities,
  used: Set<string>,
): string[] {
  const { claim, names, faults } = weighClaim(holds, quantities);
  for (const name of names) used.add(name);
  if (claim === null || faults.length > 0) return faults;
  if (names.size < 2) return ["compares less than two quantities"];
  const loose = [...names].filter((name) => !breaksWhenMoved(claim, quantities, name));
  if (slack !== undefined) return loose.length > 0 ? [] : ["is tight, so slack has nothing to say"];
  return loose.map((name) => `still holds with ${name} times or divided by ${MOVE}: is slack`);
}

/** What is wrong with a claim: whether it can be read, knows its quantities and is true of them. */
export function weighClaim(
  holds: string,
  quantities: Quantities,
): { claim: Claim | null; names: Set<string>; faults: string[] } {
  const claim = readClaim(holds);
  const names = new Set<string>();
  const failWith = (...faults: string[]) => ({ claim, names, faults });
  if (!claim) return failWith(`can't read "${holds}": needs one comparison or close(a, b, 0.05)`);
  if (claim.sign === "close" && claim.share > MAX_SHARE) {
    return failWith(`close allows ${claim.share}, and at most ${MAX_SHARE} is close`);
  }
  const unknown = new Set<string>();
  const valueOf: ValueOf = (name) => {
    const known = Object.hasOwn(quantities, name) ? quantities[name] : undefined;
    (known ? names : unknown).add(name);
    return known?.value;
  };
  const [left, right] = evaluateSides(claim, valueOf);
  if (unknown.size > 0)
    return failWith(...[...unknown].map((name) => `no quantity is called ${name}`));
  if (left === null || right === null) return failWith(`can't compute "${holds}"`);
  if (isTrue(claim, left, right)) return failWith();
  const sign = claim.sign === "close" ? `within ${claim.share} of` : claim.sign;
  return failWith(`doesn't hold: ${round(left)} ${sign} ${round(right)}`);
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
