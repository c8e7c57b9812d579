/** The oldest Node that the parts we build on support: `engines` in package.json says the same. */
const OLDEST = { major: 20, minor: 19 };

/** A sentence for the person when this Node is too old, else null. Imports nothing that is new. */
export function complainAboutNode(version: string): string | null {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isOldEnough = major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
  if (isOldEnough) return null;
  return (
    `Scaleboard needs Node ${OLDEST.major}.${OLDEST.minor} or newer, and this is ${version}. ` +
    "Install a current one from https://nodejs.org, then run `npm ci && npm start` again."
  );
}
