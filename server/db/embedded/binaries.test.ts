import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { binariesAt, completeBinaries, findBinaries } from "./binaries";

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "scaleboard-binaries-"));
});

afterEach(() => rm(home, { recursive: true }));

/** A package as npm unpacks it when it may run no install script: no links, no executable bit. */
async function unpackBare() {
  const root = join(home, "native");
  await mkdir(join(root, "bin"), { recursive: true });
  await mkdir(join(root, "lib"));
  const binaries = binariesAt(root, "18.4.0");
  for (const file of [binaries.postgres, binaries.initdb])
    await writeFile(file, "", { mode: 0o644 });
  await writeFile(join(root, "lib", "libpq.so.5.18"), "library");
  const links = [
    { source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" },
    { source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so" },
  ];
  await writeFile(join(root, "pg-symlinks.json"), JSON.stringify(links));
  return binaries;
}

test("the installed package is found, at the version that is pinned", async () => {
  const { version, postgres } = await findBinaries();
  expect(version).toMatch(/^18\./);
  expect((await stat(postgres)).isFile()).toBe(true);
});

test.skipIf(process.platform === "win32")(
  "missing links and bits are made, twice over",
  async () => {
    const binaries = await unpackBare();
    await completeBinaries(binaries);
    await completeBinaries(binaries);
    expect(await readFile(join(binaries.root, "lib", "libpq.so.5"), "utf8")).toBe("library");
    expect(await readFile(join(binaries.root, "lib", "libpq.so"), "utf8")).toBe("library");
    expect((await stat(binaries.initdb)).mode & 0o111).toBe(0o111);
  },
);
