import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

type FoundPythons = {
  /** One of each version, oldest first. */
  pythons: { version: string; path: string }[];
  /** What looks like one but doesn't start, or is too old. */
  leftOut: { path: string; why: string }[];
};

const NAME = /^python3\.\d+$/;
/** Of Python 3. */
const OLDEST_MINOR = 9;
const REPORT = "import sys; print('.'.join(map(str, sys.version_info[:3])))";

/** Every `python3.x` of PATH, /usr/bin and pyenv. */
export function findPythons(
  dirs: readonly string[] = [...listPath(), "/usr/bin", "/usr/local/bin", ...listPyenv()],
): FoundPythons {
  const found: FoundPythons = { pythons: [], leftOut: [] };
  for (const path of new Set(dirs.flatMap(listNamed))) {
    const { error, stdout, stderr } = spawnSync(path, ["-I", "-c", REPORT], { encoding: "utf8" });
    const version = /^3\.(\d+)\.\d+$/.exec(stdout?.trim() ?? "");
    if (version === null) {
      const why = error?.message ?? stderr.trim().split("\n")[0] ?? "";
      found.leftOut.push({ path, why: `doesn't start: ${why}` });
    } else if (Number(version[1]) < OLDEST_MINOR) {
      found.leftOut.push({ path, why: `older than 3.${OLDEST_MINOR}` });
    } else if (!found.pythons.some((one) => one.version === version[0])) {
      found.pythons.push({ version: version[0], path });
    }
  }
  const collator = new Intl.Collator("en", { numeric: true });
  found.pythons.sort((a, b) => collator.compare(a.version, b.version));
  return found;
}

function listPath(): string[] {
  return (process.env["PATH"] ?? "").split(delimiter);
}

function listPyenv(): string[] {
  const root = process.env["PYENV_ROOT"] ?? join(homedir(), ".pyenv");
  return list(join(root, "versions")).map((version) => join(root, "versions", version, "bin"));
}

function listNamed(dir: string): string[] {
  return list(dir)
    .filter((name) => NAME.test(name))
    .map((name) => join(dir, name));
}

/** Names in a folder; none of one that isn't there. */
function list(dir: string): string[] {
  return statSync(dir, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(dir) : [];
}
