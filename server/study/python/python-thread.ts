import { createRequire } from "node:module";
import { dirname } from "node:path";
import { loadPyodide } from "pyodide";

/**
 * Runs a program as `python3` would, with the standard library, no input and an unseeded generator, and
 * says in JSON what it printed. Two things are stricter: writing to stderr is a fault, and so is adding
 * floats with sum(), which compensates rounding errors since Python 3.12 (in a subclass of float it
 * doesn't, so only floats themselves count).
 */
const RUNNER = `
import builtins, contextlib, io, json, random, sys, traceback

add_up = builtins.sum

def sum_without_floats(iterable, /, start=0):
    values = list(iterable)
    if any(type(value) in (float, complex) for value in (start, *values)):
        raise TypeError("sum() of floats differs between Python 3.11 and 3.12; use math.fsum()")
    return add_up(values, start)

builtins.sum = sum_without_floats
sys.stdin = io.StringIO()

def run(code):
    random.seed()
    out, err, fault, line = io.StringIO(), io.StringIO(), None, None
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            exec(compile(code, "program", "exec"), {"__name__": "__main__"})
        except BaseException as error:
            fault = f"{type(error).__name__}: {error}"
            frames = traceback.extract_tb(error.__traceback__)
            lines = [frame.lineno for frame in frames if frame.filename == "program"]
            line = lines[-1] if lines else getattr(error, "lineno", None)
    fault = fault or err.getvalue().strip() or None
    return json.dumps({"printed": out.getvalue(), "fault": fault, "line": line})

run
`;

let runner: Promise<(code: string) => string> | null = null;

/** Entry of every thread of `openPython`. */
export default async function runProgram(code: string): Promise<string> {
  runner ??= openRunner();
  const run = await runner;
  return run(code);
}

async function openRunner(): Promise<(code: string) => string> {
  const indexURL = dirname(createRequire(import.meta.url).resolve("pyodide"));
  const python = await loadPyodide({ indexURL });
  return python.runPython(RUNNER);
}
