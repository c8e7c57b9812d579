import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";

export type ProcessInfo = { pid: number; parentPid: number; command: string };

/** The children of a process, theirs, and so on. */
export function listDescendants(pid: number): ProcessInfo[] {
  const all = process.platform === "linux" ? listFromProc() : listFromPs();
  const found: ProcessInfo[] = all.filter((info) => info.parentPid === pid);
  for (const ancestor of found) {
    found.push(...all.filter((info) => info.parentPid === ancestor.pid));
  }
  return found;
}

/** Small Linux images have no `ps`. */
function listFromProc(): ProcessInfo[] {
  const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
  return pids.flatMap((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      // "pid (name) state ppid …", and the name may hold spaces and brackets.
      const parentPid = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").join(" ").trim();
      return [{ pid, parentPid, command }];
    } catch (error) {
      // It ended between being listed and being read.
      if (error instanceof Error && "code" in error) return [];
      throw error;
    }
  });
}

function listFromPs(): ProcessInfo[] {
  const { stdout } = spawnSync("ps", ["-A", "-ww", "-o", "pid=,ppid=,command="], {
    encoding: "utf8",
  });
  return stdout.split("\n").flatMap((line) => {
    const [, pid, parentPid, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined
      ? []
      : [{ pid: Number(pid), parentPid: Number(parentPid), command }];
  });
}
