import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "vitest";
import { startProduct } from "./start-product";
import type { Product } from "./start-product";

export type ProductInFolder = {
  product: Product;
  /** Where the product keeps its data. */
  dataDir: string;
};

/**
 * As `npm start` runs it, on an empty folder of its own.
 * @param rootDir another copy of the sources
 */
export async function startInFolder(
  settings: Record<string, string> = {},
  rootDir?: string,
): Promise<ProductInFolder & { end: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), "scaleboard-e2e-"));
  const product = await startProduct(dataDir, settings, undefined, rootDir);
  const end = async (): Promise<void> => {
    await product.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { product, dataDir, end };
}

/**
 * `shared` is one started product for all test files of a vitest worker, one after the other: it is
 * started when the first of them asks, and ended with the worker. A file finds there what those before
 * it left behind, so it brings people of its own and looks for its own work only.
 */
export const withSharedProduct = test.extend(
  "shared",
  { scope: "worker" },
  // By this pattern vitest knows that it needs no other fixture.
  // eslint-disable-next-line no-empty-pattern
  async ({}, { onCleanup }): Promise<ProductInFolder> => {
    const { end, ...started } = await startInFolder();
    onCleanup(end);
    return started;
  },
);
