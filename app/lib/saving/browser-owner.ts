const NAME = "scaleboard-person";

/** The id of the person whose browser this last was, as a page heard it from the server; "" for nobody. */
export function readOwner(): string | null {
  try {
    return localStorage.getItem(NAME);
  } catch {
    // A browser that forbids storage keeps nothing that could be anybody's.
    return null;
  }
}

export function writeOwner(personId: string): void {
  try {
    localStorage.setItem(NAME, personId);
  } catch {
    // As above.
  }
}
