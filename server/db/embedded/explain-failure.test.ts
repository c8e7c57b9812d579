import { expect, test } from "vitest";
import { explainFailure } from "./explain-failure";

const DIR = "/data/postgres";

test.each([
  [
    "a full disk",
    'FATAL:  could not write lock file "postmaster.pid": No space left on device',
    /The disk is full/,
  ],
  ["a quota", "initdb: error: could not write file: Disk quota exceeded", /The disk is full/],
  [
    "another version",
    "FATAL:  database files are incompatible with server",
    /made by PostgreSQL another version/,
  ],
  [
    "a folder with wrong rights",
    'FATAL:  data directory "/data/postgres" has invalid permissions',
    /may not use its folder/,
  ],
  [
    "a missing library",
    "postgres: error while loading shared libraries: libicuuc.so.60: cannot open shared object file",
    /does not run on this system/,
  ],
  ["words not met before", "FATAL:  something new", /did not start:\n {2}FATAL: {2}something new/],
])("%s is put in words a person can act on", (_name, output, message) => {
  const explained = explainFailure(output, DIR);
  if (explained.kind !== "refused") throw new Error("Expected a refusal");
  expect(explained.error.message).toMatch(message);
  expect(explained.error.whatToDo).not.toBe("");
});

test("what passes by itself is tried again instead", () => {
  const taken = 'LOG:  could not bind IPv4 address "127.0.0.1": Address already in use';
  expect(explainFailure(taken, DIR)).toEqual({ kind: "port_taken" });
  const busy = "FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use";
  expect(explainFailure(busy, DIR)).toEqual({ kind: "still_stopping" });
});
