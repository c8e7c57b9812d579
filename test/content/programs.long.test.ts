import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listPrograms } from "#server/study/check-programs";
import { readStudy } from "#server/study/read-study";
import { findPythons } from "../support/find-pythons";

/** `npm test` runs the programs in one pinned interpreter; here they run in all that this machine has. */
const programs = listPrograms(await readStudy("."));
const { pythons, leftOut } = findPythons();
for (const { version, path } of pythons) console.log(`Python ${version}: ${path}`);
for (const { path, why } of leftOut) console.log(`left out: ${path} (${why})`);

describe.skipIf(pythons.length === 0)("programs of lessons and figures", () => {
  describe.each(pythons)("on Python $version", ({ path }) => {
    it.each(programs.map((program) => [`${program.file}:${program.line ?? ""}`, program] as const))(
      "%s prints what its page says",
      (_place, { code, findFault }) => {
        // With nothing but its standard library: no site packages, no variables of this machine.
        const { status, stdout, stderr } = spawnSync(path, ["-I", "-S", "-"], {
          input: code,
          encoding: "utf8",
        });
        expect(stderr).toBe("");
        expect(status).toBe(0);
        expect(findFault(stdout)).toBeNull();
      },
    );
  });
});

it("names a shim that starts nothing, and runs the others", () => {
  const dir = mkdtempSync(join(tmpdir(), "pythons-"));
  try {
    const shim = join(dir, "python3.13");
    writeFileSync(shim, "#!/bin/sh\necho not installed >&2\nexit 127\n", { mode: 0o755 });
    writeFileSync(join(dir, "python3.14"), "#!/bin/sh\necho 3.14.0\n", { mode: 0o755 });
    writeFileSync(join(dir, "python3.8"), "#!/bin/sh\necho 3.8.18\n", { mode: 0o755 });
    expect(findPythons([dir, join(dir, "none")])).toEqual({
      pythons: [{ version: "3.14.0", path: join(dir, "python3.14") }],
      leftOut: [
        { path: shim, why: "doesn't start: not installed" },
        { path: join(dir, "python3.8"), why: "older than 3.9" },
      ],
    });
  } finally {
    rmSync(dir, { recursive: true });
  }
});
