/** Ends what is being read out now. */
let stopNow: (() => void) | null = null;

/** Silence, at once. */
export function stopSpeaking(): void {
  stopNow?.();
  stopNow = null;
}

/**
 * Reads a turn of the interviewer's out by the server's voice.
 * @returns whether it was begun; false where the server has no sound for it, or the browser lets none be
 *   heard before the page was touched
 */
export async function speakByServer(attemptId: string, turn: number): Promise<boolean> {
  stopSpeaking();
  const left = new AbortController();
  const context = new AudioContext();
  const end = () => {
    left.abort();
    if (context.state !== "closed") void context.close();
  };
  stopNow = end;
  try {
    const response = await fetch(`/api/attempts/${attemptId}/say?turn=${turn}`, {
      method: "POST",
      redirect: "error",
      signal: left.signal,
    });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    const source = context.createBufferSource();
    source.buffer = await context.decodeAudioData(await response.arrayBuffer());
    if (context.state !== "running") throw new Error("the browser lets nothing be heard");
    source.connect(context.destination);
    source.addEventListener("ended", end);
    source.start();
    return true;
  } catch {
    end();
    // Given up for something else is no failure.
    return stopNow !== end;
  }
}

/** Whether the browser has a voice that is used here. */
export function canBrowserSpeak(): boolean {
  return findOwnVoice() !== null;
}

/**
 * A voice of the browser's that speaks English on this machine; null where there is none. Others send
 * what they read to whoever makes the browser, and a follow-up may hold a candidate's own words.
 */
function findOwnVoice(): SpeechSynthesisVoice | null {
  if (!("speechSynthesis" in window)) return null;
  const voices = speechSynthesis.getVoices().filter(({ localService }) => localService);
  return voices.find(({ lang }) => /^en\b/i.test(lang)) ?? null;
}

/** Reads a text out by a voice of the browser's; false where it has none. */
export function speakByBrowser(text: string): boolean {
  const voice = findOwnVoice();
  if (voice === null) return false;
  stopSpeaking();
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  stopNow = () => speechSynthesis.cancel();
  speechSynthesis.speak(utterance);
  return true;
}
