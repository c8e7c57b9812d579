import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export type Ran = { code: number; stdout: string; stderr: string };

/**
 * Runs a command of `package.json` as its script does, from the root of the repository, and waits
 * for its end.
 *
 * @param script path of the script, such as `server/commands/grade.ts`
 * @param env added to the environment of this process
 */
export function runCommand(
  script: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ["--import", "tsx", script, ...args],
      { cwd: ROOT, env: { ...process.env, ...env }, maxBuffer: 50_000_000 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : error.code;
        if (typeof code === "number") resolve({ code, stdout, stderr });
        else reject(error ?? new Error("the command did not run"));
      },
    );
  });
}
