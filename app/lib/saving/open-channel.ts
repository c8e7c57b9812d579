/** A link between the tabs of one browser; null where it has none, or forbids it as it does storage. */
export function openChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}
