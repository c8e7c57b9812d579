import { MAX_SPEECH_SECONDS } from "./limits";

/**
 * The one form in which speech travels: WAV, one channel of 16-bit samples, 16,000 a second. Every speech
 * server reads it, and its bytes say how long it is: what is compressed could hold an hour in the
 * same space.
 */
export const SAMPLE_RATE = 16_000;
export const WAV_TYPE = "audio/wav";

const HEADER_BYTES = 44;
const BYTES_A_SAMPLE = 2;
const FULL_SCALE = 32_768;
const PCM = 1;

export const MAX_WAV_BYTES = HEADER_BYTES + MAX_SPEECH_SECONDS * SAMPLE_RATE * BYTES_A_SAMPLE;

/** A tenth of a second: a syllable. */
const WINDOW_SAMPLES = SAMPLE_RATE / 10;
/** Of full scale (-50 dB): below speech from across a room, above a muted microphone. */
const SILENT_BELOW = 0.003;

export type Wav = {
  seconds: number;
  /** The loudest tenth of a second: root mean square, 0 to 1. */
  loudness: number;
};

/** Whether there is nothing in it that could be speech. */
export function isSilent({ loudness }: Pick<Wav, "loudness">): boolean {
  return loudness < SILENT_BELOW;
}

/** Writes samples from -1 to 1, what is over `MAX_SPEECH_SECONDS` left off. */
export function writeWav(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const count = Math.min(samples.length, MAX_SPEECH_SECONDS * SAMPLE_RATE);
  const bytes = new Uint8Array(HEADER_BYTES + count * BYTES_A_SAMPLE);
  const view = new DataView(bytes.buffer);
  const dataBytes = count * BYTES_A_SAMPLE;
  writeAscii(bytes, 0, "RIFF");
  view.setUint32(4, HEADER_BYTES - 8 + dataBytes, true);
  writeAscii(bytes, 8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, SAMPLE_RATE, true);
  view.setUint32(28, SAMPLE_RATE * BYTES_A_SAMPLE, true);
  view.setUint16(32, BYTES_A_SAMPLE, true);
  view.setUint16(34, BYTES_A_SAMPLE * 8, true);
  writeAscii(bytes, 36, "data");
  view.setUint32(40, dataBytes, true);
  for (let at = 0; at < count; at += 1) {
    const sample = Math.max(-1, Math.min(1, samples[at] ?? 0));
    view.setInt16(HEADER_BYTES + at * BYTES_A_SAMPLE, Math.round(sample * (FULL_SCALE - 1)), true);
  }
  return bytes;
}

/**
 * Reads what `writeWav` writes, and nothing else: the shortest header, and as many samples as it says.
 * @returns null for any other bytes
 */
export function readWav(bytes: Uint8Array): Wav | null {
  if (bytes.length < HEADER_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const dataBytes = bytes.length - HEADER_BYTES;
  const isOurs =
    hasAscii(bytes, 0, "RIFF") &&
    view.getUint32(4, true) === bytes.length - 8 &&
    hasAscii(bytes, 8, "WAVEfmt ") &&
    view.getUint32(16, true) === 16 &&
    view.getUint16(20, true) === PCM &&
    view.getUint16(22, true) === 1 &&
    view.getUint32(24, true) === SAMPLE_RATE &&
    view.getUint32(28, true) === SAMPLE_RATE * BYTES_A_SAMPLE &&
    view.getUint16(32, true) === BYTES_A_SAMPLE &&
    view.getUint16(34, true) === BYTES_A_SAMPLE * 8 &&
    hasAscii(bytes, 36, "data") &&
    view.getUint32(40, true) === dataBytes &&
    dataBytes % BYTES_A_SAMPLE === 0;
  if (!isOurs) return null;
  const count = dataBytes / BYTES_A_SAMPLE;
  return { seconds: count / SAMPLE_RATE, loudness: findLoudness(view, count) };
}

function findLoudness(view: DataView, count: number): number {
  let loudest = 0;
  for (let start = 0; start < count; start += WINDOW_SAMPLES) {
    const end = Math.min(count, start + WINDOW_SAMPLES);
    let sum = 0;
    for (let at = start; at < end; at += 1) {
      const sample = view.getInt16(HEADER_BYTES + at * BYTES_A_SAMPLE, true) / FULL_SCALE;
      sum += sample * sample;
    }
    // A rest that is shorter counts as if it were filled up: a click is no syllable.
    loudest = Math.max(loudest, Math.sqrt(sum / WINDOW_SAMPLES));
  }
  return loudest;
}

function writeAscii(bytes: Uint8Array, at: number, text: string): void {
  for (let index = 0; index < text.length; index += 1) bytes[at + index] = text.charCodeAt(index);
}

function hasAscii(bytes: Uint8Array, at: number, text: string): boolean {
  return [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));
}
