import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";
import { launchBrowser } from "./browser";
import { startInFolder, withSharedProduct } from "./shared-product";
import type { ProductInFolder } from "./shared-product";

/** What the tests of a block have; from the block's own `beforeAll` on, and up to its `afterAll`. */
export type InBrowser = Readonly<ProductInFolder> & { readonly browser: Browser };

/**
 * A block of tests on the product as `npm start` runs it, with a real browser of its own. Where no
 * browser can be had the block is skipped, and its name says why.
 * @param options `ownProduct` for those that kill it or change what belongs to everybody; the others
 *   share one (`withSharedProduct`)
 */
export async function describeInBrowser(
  title: string,
  define: (world: InBrowser) => void,
  options: { ownProduct: boolean } = { ownProduct: false },
): Promise<void> {
  const launched = await launchBrowser();
  const { browser } = launched;
  const name = browser ? title : `${title} (${launched.reason})`;
  describe.skipIf(!browser)(name, () => {
    let started: ProductInFolder | null = null;
    let end: (() => Promise<void>) | null = null;
    if (options.ownProduct) {
      beforeAll(async () => {
        ({ end, ...started } = await startInFolder());
      });
    } else {
      withSharedProduct.beforeAll(({ shared }) => {
        started = shared;
      });
    }
    afterAll(async () => {
      await browser?.close();
      await end?.();
    });
    define({
      get browser() {
        return present(browser);
      },
      get product() {
        return present(started).product;
      },
      get dataDir() {
        return present(started).dataDir;
      },
    });
  });
}

function present<T>(value: T | null): T {
  if (value === null) throw new Error("it is there from beforeAll on");
  return value;
}
