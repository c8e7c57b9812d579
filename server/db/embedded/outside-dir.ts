import { chmod, mkdir, stat } from "node:fs/promises";

/**
 * For what root keeps in a folder that no other account can enter, /root above all. Opening such a
 * folder to others is not ours to do, so PostgreSQL's part moves out, and a symlink in the data
 * folder tells where to.
 */
export const OUTSIDE_DIR = "/var/lib/scaleboard";
/** Others may pass through to what is theirs, and not list. */
const PASSABLE = 0o711;

const PERMISSION_BITS = 0o777;

/** Makes a folder that others may pass through, whatever the umask and whoever made it before. */
export async function makePassable(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: PASSABLE });
  const mode = (await stat(folder)).mode & PERMISSION_BITS;
  if ((mode & PASSABLE) !== PASSABLE) await chmod(folder, mode | PASSABLE);
}
