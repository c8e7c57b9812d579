/** A link between the tabs of one browser; null where it has none, or forbids it as it does storage. */
export function openChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}

/** Sent to the window when the server has answered that nobody is signed in. */
export const SIGNED_OUT = "scaleboard:signed-out";

/**
 * Sent to the window before a page whose session is over is left. A part that would lose work by it
 * prevents it.
 */
export const LEAVE = "scaleboard:leave";
