import { SAMPLE_RATE, writeWav } from "#domain/speech/wav";

/** A recording with sound in it: a tone that swells and falls as syllables do. */
export function speakFor(seconds: number): Uint8Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(seconds * SAMPLE_RATE));
  return writeWav(
    samples.map((_, at) => {
      const swell = 0.5 + 0.5 * Math.sin((2 * Math.PI * 4 * at) / SAMPLE_RATE);
      return 0.4 * swell * Math.sin((2 * Math.PI * 220 * at) / SAMPLE_RATE);
    }),
  );
}

/** A recording in which nobody speaks. */
export function keepSilentFor(seconds: number): Uint8Array<ArrayBuffer> {
  return writeWav(new Float32Array(Math.round(seconds * SAMPLE_RATE)));
}
