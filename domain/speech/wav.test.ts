import { describe, expect, it } from "vitest";
import { isSilent, MAX_WAV_BYTES, readWav, SAMPLE_RATE, writeWav } from "./wav";

function tone(seconds: number, amplitude = 0.5): Float32Array {
  const samples = new Float32Array(seconds * SAMPLE_RATE);
  return samples.map((_, at) => amplitude * Math.sin((2 * Math.PI * 440 * at) / SAMPLE_RATE));
}

/** A copy with one byte changed. */
function change(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const changed = bytes.slice();
  changed[at] = value;
  return changed;
}

describe("a recording as WAV", () => {
  it("says how long and how loud it is", () => {
    const wav = readWav(writeWav(tone(1.5)));
    expect(wav?.seconds).toBe(1.5);
    // A sine's mean is its height over the root of two.
    expect(wav?.loudness).toBeCloseTo(0.5 / Math.SQRT2, 2);
  });

  it("is cut at a minute, which is as large as one may be", () => {
    const bytes = writeWav(tone(75));
    expect(bytes.length).toBe(MAX_WAV_BYTES);
    expect(readWav(bytes)?.seconds).toBe(60);
  });

  it("keeps what is louder than it can say from turning over", () => {
    const view = new DataView(writeWav(Float32Array.of(3, -3)).buffer);
    expect([view.getInt16(44, true), view.getInt16(46, true)]).toEqual([32_767, -32_767]);
  });

  it("is silent where no tenth of a second could be a syllable", () => {
    const loudness = (samples: Float32Array) => readWav(writeWav(samples)) ?? { loudness: NaN };
    expect(isSilent(loudness(new Float32Array(SAMPLE_RATE)))).toBe(true);
    expect(isSilent(loudness(tone(1, 0.001)))).toBe(true);
    const click = new Float32Array(SAMPLE_RATE);
    click[5] = 0.1;
    expect(isSilent(loudness(click))).toBe(true);
    expect(isSilent(loudness(tone(1, 0.02)))).toBe(false);
    const word = new Float32Array(SAMPLE_RATE * 2);
    word.set(tone(0.2, 0.05), SAMPLE_RATE);
    expect(isSilent(loudness(word))).toBe(false);
  });

  it.each([
    ["no RIFF", 0, 0x52 + 1],
    ["another length of the whole", 4, 0],
    ["no WAVE", 8, 0],
    ["floats", 20, 3],
    ["two channels", 22, 2],
    ["another rate", 24, 0x44],
    ["8 bits", 34, 8],
    ["another length of the samples", 40, 0],
  ])("is nothing else: %s", (_what, at, value) => {
    const bytes = writeWav(tone(0.5));
    expect(readWav(bytes)).not.toBeNull();
    expect(readWav(change(bytes, at, value))).toBeNull();
  });

  it("is nothing shorter than its head, or than it says", () => {
    const bytes = writeWav(tone(0.5));
    expect(readWav(new Uint8Array())).toBeNull();
    expect(readWav(bytes.subarray(0, 43))).toBeNull();
    expect(readWav(bytes.subarray(0, -2))).toBeNull();
  });
});
