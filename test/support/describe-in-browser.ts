import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";
import { launchBrowser } from "./browser";
import { startProduct } from "./start-product";
import type { Product } from "./start-product";

/** What the tests of a block have; from the block's own `beforeAll` on, and up to its `afterAll`. */
export type InBrowser = {
  readonly browser: Browser;
  readonly product: Product;
  /** Where the product keeps its data. */
  readonly dataDir: string;
};

/**
 * A block of tests on the product as `npm start` runs it, with a real browser; both end after it.
 * Where no browser can be had the block is skipped, and its name says why.
 */
export async function describeInBrowser(
  title: string,
  define: (world: InBrowser) => void,
): Promise<void> {
  const launched = await launchBrowser();
  const { browser } = launched;
  const name = browser ? title : `${title} (${launched.reason})`;
  describe.skipIf(!browser)(name, () => {
    let dataDir: string | null = null;
    let product: Product | null = null;
    beforeAll(async () => {
      dataDir = await mkdtemp(join(tmpdir(), "scaleboard-e2e-"));
      product = await startProduct(dataDir);
    });
    afterAll(async () => {
      await browser?.close();
      await product?.stop();
      if (dataDir) await rm(dataDir, { recursive: true, force: true });
    });
    define({
      get browser() {
        return present(browser);
      },
      get product() {
        return present(product);
      },
      get dataDir() {
        return present(dataDir);
      },
    });
  });
}

function present<T>(value: T | null): T {
  if (value === null) throw new Error("it is there from beforeAll on");
  return value;
}
