import { readWav, SAMPLE_RATE, writeWav } from "#domain/speech/wav";
import type { Wav } from "#domain/speech/wav";

/**
 * What the browser recorded, in whatever form it does that, as the WAV that is sent.
 * @throws when the browser can't decode it
 */
export async function toWav(recorded: Blob): Promise<{ bytes: Uint8Array<ArrayBuffer>; wav: Wav }> {
  // Whatever is decoded by such a context is brought to its rate.
  const context = new OfflineAudioContext(1, 1, SAMPLE_RATE);
  const bytes = writeWav(mixDown(await context.decodeAudioData(await recorded.arrayBuffer())));
  const wav = readWav(bytes);
  if (wav === null) throw new Error("the WAV that was written can't be read");
  return { bytes, wav };
}

function mixDown(buffer: AudioBuffer): Float32Array {
  const mixed = new Float32Array(buffer.length);
  for (let channel = 0; channel < buffer.numberOfChannels; channel += 1) {
    const samples = buffer.getChannelData(channel);
    for (let at = 0; at < mixed.length; at += 1) {
      mixed[at] = (mixed[at] ?? 0) + (samples[at] ?? 0) / buffer.numberOfChannels;
    }
  }
  return mixed;
}
