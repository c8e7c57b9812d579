/** What one recording may be; the browser stops there, and the server counts again. */
export const MAX_SPEECH_SECONDS = 60;
/** Shorter than a word. */
export const MIN_SPEECH_SECONDS = 0.4;

/** What an attempt may have transcribed: six replies, said three times over. */
export const MAX_SPEECH_SECONDS_AN_ATTEMPT = 1_200;
/** Recordings of one person that are transcribed within an hour, over all attempts. */
export const MAX_RECORDINGS_AN_HOUR = 60;
/** Questions read out in an attempt: the opening and six follow-ups, four times each. */
export const MAX_READINGS_AN_ATTEMPT = 28;
/** The same of one person within an hour, over all attempts. */
export const MAX_READINGS_AN_HOUR = 60;
/** Transcripts are cut here, in UTF-16 code units: nobody says as much in a minute. */
export const MAX_TRANSCRIPT_CHARS = 3_000;

/** What this server can do with speech. */
export type SpeechHere = {
  /** Recordings can be transcribed. */
  hears: boolean;
  /** The interviewer's questions can be read out by a voice of the server's. */
  speaks: boolean;
};
