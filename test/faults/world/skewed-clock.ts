/**
 * Loaded before a program, it makes the process's own date wrong by FAULT_SKEW_MS, as on a machine
 * whose clock nobody set. Timers and the monotonic clock stay right.
 */
const skewMs = Number(process.env["FAULT_SKEW_MS"] ?? 0);
const RealDate = globalThis.Date;

class SkewedDate extends RealDate {
  constructor(...args: []) {
    if (args.length === 0) super(RealDate.now() + skewMs);
    else super(...args);
  }

  static override now(): number {
    return RealDate.now() + skewMs;
  }
}

globalThis.Date = SkewedDate as DateConstructor;
