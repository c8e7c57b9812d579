/** What one replica of a model runs on, and what it serves. Sizes in bytes. */
export type KvPlan = {
  layers: number;
  kvHeads: number;
  headWidth: number;
  /** Stored per head: 2 for a key and a value, 1 for a latent vector that serves as both. */
  vectorsPerHead: number;
  /** Of the cache: 2 for 16 bits, 0.5 for 4. */
  bytesPerNumber: number;
  weightBytes: number;
  gpuBytes: number;
  gpus: number;
  /** Of the memory, kept for activations and fragmentation. */
  reserveShare: number;
  tokensPerSequence: number;
  /** Of one GPU, in bytes per second. */
  bandwidth: number;
};

export type KvResult = {
  bytesPerToken: number;
  bytesPerSequence: number;
  /** How often the GPUs hold it: above 1 where heads are copied or don't divide evenly. */
  copies: number;
  /** Left for the cache; below 0 where the weights don't fit. */
  roomBytes: number;
  sequences: number;
  /** The least a step takes with all of them, by bandwidth alone; null where none fits. */
  stepSeconds: number | null;
  /** Of all sequences together, at most. */
  tokensPerSecond: number | null;
};

/**
 * How many sequences fit beside the weights, and how fast a full batch can decode at best. Tensor
 * parallelism gives each GPU whole heads, and the GPU that holds the most sets the limit.
 */
export function planKvMemory(plan: KvPlan): KvResult {
  const { layers, kvHeads, headWidth, vectorsPerHead, bytesPerNumber } = plan;
  const bytesPerToken = vectorsPerHead * layers * kvHeads * headWidth * bytesPerNumber;
  const bytesPerSequence = bytesPerToken * plan.tokensPerSequence;
  const roomBytes = plan.gpus * plan.gpuBytes * (1 - plan.reserveShare) - plan.weightBytes;
  const copies = (Math.ceil(kvHeads / plan.gpus) * plan.gpus) / kvHeads;
  const held = bytesPerSequence * copies;
  const sequences = Math.max(0, Math.floor(roomBytes / held));
  const read = plan.weightBytes + sequences * held;
  const stepSeconds = sequences === 0 ? null : read / (plan.gpus * plan.bandwidth);
  const tokensPerSecond = stepSeconds === null ? null : sequences / stepSeconds;
  return {
    bytesPerToken,
    bytesPerSequence,
    copies,
    roomBytes,
    sequences,
    stepSeconds,
    tokensPerSecond,
  };
}
