/** An entry of a menu: its page, and pages elsewhere that belong to it. */
export type MenuEntry = { to: string; title: string; also?: readonly string[] };

/** The entry that a path belongs to: of several the one that names most of it. */
export function findMenuEntry<P extends MenuEntry>(
  entries: readonly P[],
  pathname: string,
): P | undefined {
  const claims = entries.flatMap((entry) =>
    [entry.to, ...(entry.also ?? [])]
      .filter((root) => pathname === root || pathname.startsWith(`${root}/`))
      .map((root) => ({ entry, length: root.length })),
  );
  return claims.sort((a, b) => b.length - a.length)[0]?.entry;
}
