import { weighClaim } from "./check-facts";
import { checkSums, listResults } from "./check-sums";
import { formatPath } from "./content-error";
import { isAmong, readFigures, readToldNumbers } from "../text/told-numbers";
import type { Failure } from "#domain/problems/failures.schema";
import type { ContentIssue } from "./content-error";
import type { Facts } from "./read-facts";
import type { ReadFailures } from "./read-failures";
import type { ToldNumber } from "../text/told-numbers";

type Quantities = Facts["quantities"];

/** Words that count nothing in "one of them". */
const NO_FIGURES = new Set(["one"]);

/**
 * Checks that what a problem's failures claim of its quantities holds, and that each figure in them is
 * one of these quantities, is in the problem's own texts, or is what a sum in the failure comes to.
 *
 * @param texts `problem.md` with its head, and `solution.md`
 */
export function checkFailures(
  { failures: { failures }, source }: ReadFailures,
  quantities: Quantities,
  texts: readonly string[],
): ContentIssue[] {
  const told = texts.flatMap(readToldNumbers);
  return failures.flatMap((failure, index) =>
    findFaults(failure, quantities, told).map(({ field, message }) => {
      const path = ["failures", index, field];
      return { file: source.file, line: source.lineOf(path), field: formatPath(path), message };
    }),
  );
}

type Fault = { field: "rests_on" | "holds" | "fails" | "shows"; message: string };

function findFaults(
  { fails, shows, rests_on: restsOn, holds }: Failure,
  quantities: Quantities,
  told: readonly ToldNumber[],
): Fault[] {
  const known = restsOn.filter((name) => Object.hasOwn(quantities, name));
  const unknown = restsOn.filter((name) => !known.includes(name));
  const values = known.flatMap((name) => quantities[name]?.value ?? []);
  const texts = { fails, shows };
  return [
    ...unknown.map((name) => fault("rests_on", `no quantity is called ${name}`)),
    ...(holds === undefined ? [] : findClaimFaults(holds, quantities, restsOn)),
    ...(["fails", "shows"] as const).flatMap((field) => [
      ...checkSums(texts[field], "").map(({ message }) => fault(field, message)),
      ...listUntold(
        texts[field],
        [...values, ...listResults(fails), ...listResults(shows)],
        told,
      ).map((words) =>
        fault(
          field,
          `"${words}" is no quantity of rests_on, and in neither problem.md nor solution.md`,
        ),
      ),
    ]),
  ];
}

function fault(field: Fault["field"], message: string): Fault {
  return { field, message };
}

function findClaimFaults(
  holds: string,
  quantities: Quantities,
  restsOn: readonly string[],
): Fault[] {
  const { names, faults } = weighClaim(holds, quantities);
  const others = [...names].filter((name) => !restsOn.includes(name));
  return [...faults, ...others.map((name) => `${name} isn't in rests_on`)].map((message) =>
    fault("holds", message),
  );
}

/**
 * Figures of a text that are neither of these values nor among the numbers told. A table says its
 * unit in its head, and "from 54 percent to 43" says it once, so 43 may also be 0.43.
 */
function listUntold(
  text: string,
  values: readonly number[],
  told: readonly ToldNumber[],
): string[] {
  const given = values.map((value) => ({ value, isRounded: false }));
  return readFigures(text)
    .filter(({ words }) => !NO_FIGURES.has(words.toLowerCase()))
    .filter(({ value, count }) => {
      const meant = [value, count, ...(count < 100 ? [count / 100] : [])];
      return !meant.some((one) => isAmong([...told, ...given], one));
    })
    .map(({ words }) => words.trim());
}
