import { createRandom } from "../statistics/random";

/** How the lengths of answers differ. All four have the same mean. */
export type Spread = "equal" | "even" | "exponential" | "long-tail";

export type Traffic = {
  requests: number;
  /** Arrivals are random and independent of each other (Poisson). */
  requestsPerSecond: number;
  /** Means, in tokens. */
  promptTokens: number;
  answerTokens: number;
  spread: Spread;
  seed: number;
};

/** Arrival in seconds, lengths in tokens. */
export type Request = { arrival: number; prompt: number; answer: number };

/**
 * Requests in the order of their arrival. The same seed gives the same requests, and another rate only
 * moves them closer together. Prompts are spread evenly from half to one and a half times their mean.
 */
export function drawRequests(traffic: Traffic): Request[] {
  const random = createRandom(traffic.seed);
  let arrival = 0;
  return Array.from({ length: traffic.requests }, () => {
    arrival += drawExponential(random()) / traffic.requestsPerSecond;
    const prompt = Math.max(1, Math.round(traffic.promptTokens * (0.5 + random())));
    return { arrival, prompt, answer: drawAnswer(traffic, random()) };
  });
}

/** As the program of study/topics/continuous-batching.md draws them; `chance` is from 0 up to 1. */
function drawAnswer({ answerTokens: mean, spread }: Traffic, chance: number): number {
  switch (spread) {
    case "equal":
      return mean;
    case "even":
      return 1 + Math.floor(chance * (2 * mean - 1));
    case "exponential":
      return 1 + Math.floor(drawExponential(chance) * (mean - 0.5));
    case "long-tail":
      return chance < 0.9 ? Math.ceil(mean / 3) : 7 * mean;
  }
}

/** With a mean of 1. */
function drawExponential(chance: number): number {
  return -Math.log(1 - chance);
}
