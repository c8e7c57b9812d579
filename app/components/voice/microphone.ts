/** An open microphone. */
export type Microphone = {
  stream: MediaStream;
  /** How loud it is now: 0 for silence, 1 for as loud as it gets. */
  readLevel: () => number;
  close: () => void;
};

/** A recording under way; it lies in memory and nowhere else. */
export type Recording = {
  readLevel: () => number;
  /** Ends it. */
  stop: () => Promise<Blob>;
  /** Throws it away. */
  cancel: () => void;
};

/** Decibels below full scale at which the meter is empty, and how many fill it. */
const FLOOR_DB = -60;
const RANGE_DB = 50;
/** From here on it is somebody who speaks, and no noise of a room. */
export const SPEAKING_LEVEL = 0.3;

/** @throws DOMException of getUserMedia; TypeError where the browser has none, as over plain http */
export async function openMicrophone(): Promise<Microphone> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    stream,
    readLevel: () => {
      analyser.getFloatTimeDomainData(samples);
      return toLevel(samples);
    },
    close: () => {
      for (const track of stream.getTracks()) track.stop();
      if (context.state !== "closed") void context.close();
    },
  };
}

/**
 * Opens the microphone and records from it.
 * @param onLost the microphone went away by itself
 * @throws as `openMicrophone`
 */
export async function startRecording(onLost: () => void): Promise<Recording> {
  const microphone = await openMicrophone();
  const parts: Blob[] = [];
  const recorder = new MediaRecorder(microphone.stream);
  recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
  microphone.stream.getAudioTracks()[0]?.addEventListener("ended", onLost);
  recorder.start();
  return {
    readLevel: microphone.readLevel,
    stop: () =>
      new Promise((resolve) => {
        const end = () => {
          microphone.close();
          resolve(new Blob(parts, { type: recorder.mimeType }));
        };
        // The last part comes before "stop"; a lost microphone has stopped it already.
        if (recorder.state === "inactive") return end();
        recorder.addEventListener("stop", end, { once: true });
        recorder.stop();
      }),
    cancel: () => {
      if (recorder.state !== "inactive") recorder.stop();
      microphone.close();
    },
  };
}

function toLevel(samples: Float32Array): number {
  const squares = samples.reduce((sum, sample) => sum + sample * sample, 0);
  const decibels = 10 * Math.log10(squares / samples.length + 1e-12);
  return Math.min(1, Math.max(0, (decibels - FLOOR_DB) / RANGE_DB));
}

/** Why there is no microphone, and what to do. */
export function sayMicrophoneFault(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
      return "Your browser doesn’t let this page use the microphone. Allow it in the browser’s settings for this site, or type.";
    case "NotFoundError":
    case "OverconstrainedError":
      return "We found no microphone. Plug one in, or type.";
    case "NotReadableError":
    case "AbortError":
      return "The microphone doesn’t answer. Another program may be using it: close that, or type.";
    case "TypeError":
      return "Browsers allow microphones over https only. Ask for a secure address, or type.";
    default:
      return "The microphone can’t be used in this browser. Type instead.";
  }
}
