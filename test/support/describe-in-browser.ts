import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";
import { launchBrowser } from "./browser";
import { startInFolder, withSharedProduct } from "./shared-product";
import type { ProductInFolder } from "./shared-product";

/** What the tests of a block have; from the block's own `beforeAll` on, and up to its `afterAll`. */
export type InBrowser = Readonly<ProductInFolder> & { readonly browser: Browser };

type Define = (world: InBrowser) => void;

/**
 * A block of tests on a product as `npm start` runs it, shared as `withSharedProduct` says, with a
 * browser of its own. Where no browser can be had the block is skipped, and its name says why.
 */
export function describeInBrowser(title: string, define: Define): Promise<void> {
  return describeIn(title, define, (take) => {
    withSharedProduct.beforeAll(({ shared }) => take(shared));
  });
}

/**
 * The same on a product of its own, for tests that kill it or change what belongs to everybody.
 * @param settings of its environment
 * @param flags of the browser's command line
 */
export function describeOnOwnProduct(
  title: string,
  define: Define,
  settings: Record<string, string> = {},
  flags: readonly string[] = [],
): Promise<void> {
  const bring = (take: (started: ProductInFolder) => void) => {
    let end: (() => Promise<void>) | null = null;
    beforeAll(async () => {
      const started = await startInFolder(settings);
      end = started.end;
      take(started);
    });
    afterAll(() => end?.());
  };
  return describeIn(title, define, bring, flags);
}

async function describeIn(
  title: string,
  define: Define,
  bring: (take: (started: ProductInFolder) => void) => void,
  flags: readonly string[] = [],
): Promise<void> {
  const launched = await launchBrowser({ flags });
  const { browser } = launched;
  const name = browser ? title : `${title} (${launched.reason})`;
  describe.skipIf(!browser)(name, () => {
    let started: ProductInFolder | null = null;
    bring((given) => {
      started = given;
    });
    afterAll(() => browser?.close());
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
