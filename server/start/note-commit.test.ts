import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readVersion } from "../version";
import { noteCommit } from "./note-commit";

let outside: string;
let rootDir: string;

beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), "scaleboard-commit-"));
  rootDir = join(outside, "sources");
  await mkdir(join(rootDir, "build"), { recursive: true });
  await writeFile(join(rootDir, "package.json"), '{"version":"1.2.3"}');
});
afterEach(() => rm(outside, { recursive: true, force: true }));

function hasGit(): boolean {
  try {
    execFileSync("git", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function commitAll(dir: string): string {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.org", ...args], {
      cwd: dir,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  git("init");
  git("add", ".");
  git("commit", "-m", "One");
  return git("rev-parse", "--short", "HEAD").trim();
}

it("is unknown without a build, and in a folder that no repository of its own has", async () => {
  expect(readVersion(rootDir)).toEqual({ version: "1.2.3", commit: "unknown" });
  if (hasGit()) commitAll(outside);
  await noteCommit(rootDir, { isFresh: true });
  expect(readVersion(rootDir).commit).toBe("unknown");
});

it("keeps what a build brought with it where there is no repository", async () => {
  await writeFile(join(rootDir, "build", "commit"), "abcdef12\n");
  await noteCommit(rootDir, { isFresh: false });
  expect(readVersion(rootDir).commit).toBe("abcdef12");
  await noteCommit(rootDir, { isFresh: true });
  expect(readVersion(rootDir).commit).toBe("unknown");
});

it.skipIf(!hasGit())(
  "is the one that is checked out, and says when files differ from it",
  async () => {
    await writeFile(join(rootDir, ".gitignore"), "build/\n");
    const commit = commitAll(rootDir);
    await noteCommit(rootDir, { isFresh: true });
    expect(readVersion(rootDir).commit).toBe(commit);
    await writeFile(join(rootDir, "package.json"), '{"version":"1.2.4"}');
    await noteCommit(rootDir, { isFresh: false });
    expect(readVersion(rootDir)).toEqual({ version: "1.2.4", commit: `${commit}-dirty` });
  },
);
