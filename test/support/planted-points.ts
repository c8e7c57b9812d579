import type { PlantedSet } from "#server/judges/check/read-planted";
import type { ReadingItem } from "#server/judges/check/read-planted-points";
import type { DebriefCharacter } from "./fake-model/debrief-like";

type Finds = NonNullable<DebriefCharacter["finds"]>;
type Doubts = Extract<DebriefCharacter["doubts"], (claim: string) => unknown>;

/** Finds the first so many true points, in the order of the files. */
export function finding({ readings }: PlantedSet, count: number): Finds {
  let left = count;
  const chosen = readings.map((item) => {
    const points = listTrue(item).slice(0, left);
    left -= points.length;
    return { item, points };
  });
  return ({ answers }) => {
    const own = chosen.find(({ item }) => answers.scenario === item.input.answers.scenario);
    return (own?.points ?? []).map(({ places, signs }) => ({
      places: places.flatMap((place) =>
        "quote" in place ? [{ source: place.section, quote: place.quote }] : [],
      ),
      headline: `Here it comes to nothing: ${signs.words[0]}`,
    }));
  };
}

/** Lets everything stand but the false points, of which it believes the first so many. */
export function believing({ readings }: PlantedSet, count: number): Doubts {
  const claims = readings.flatMap(({ points }) =>
    points.flatMap(({ is_true, headline }) => (is_true ? [] : [headline])),
  );
  const refuted = new Set(claims.slice(count));
  return (claim) => (refuted.has(claim) ? "refuted" : "stands");
}

function listTrue({ points }: ReadingItem) {
  return points.filter((one) => one.is_true);
}
