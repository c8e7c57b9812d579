import type { Product } from "./start-product";

/**
 * While the server hangs. Chromium's worker is online again at a second navigation, whatever its context
 * was set to.
 */
export async function withoutAnswers(product: Product, work: () => Promise<void>): Promise<void> {
  const pid = product.findPid("web");
  process.kill(pid, "SIGSTOP");
  try {
    await work();
  } finally {
    process.kill(pid, "SIGCONT");
  }
}
