/** Makes a thing when it is first asked for, and hands out the same from then on. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}
