/** A place of a navigation: its page, and pages elsewhere that belong to it. */
export type Place = { to: string; title: string; also?: readonly string[] };

/** The place that a path belongs to: of several the one that names most of it. */
export function findPlace<P extends Place>(places: readonly P[], pathname: string): P | undefined {
  const claims = places.flatMap((place) =>
    [place.to, ...(place.also ?? [])]
      .filter((root) => pathname === root || pathname.startsWith(`${root}/`))
      .map((root) => ({ place, length: root.length })),
  );
  return claims.sort((a, b) => b.length - a.length)[0]?.place;
}
