import { join } from "node:path";
import type { Plugin } from "vite";

const EVENT = "scaleboard:server-changed";
/** Asks the loaders of the page that is open again; see `createRouter` of Remix for the name. */
const LISTENER = `import.meta.hot?.on("${EVENT}", () => window.__remixRouter?.revalidate());`;

/**
 * Has open pages ask their loaders again when anything that Vite runs on the server has changed.
 * Remix's own plugin looks for the routes that import it, and takes for loaded what Tailwind has only
 * read: pages then load anew. To be placed before it, for it is left nothing to do.
 */
export function revalidatePages(rootDir: string): Plugin {
  const entry = join(rootDir, "app", "entry.client.tsx");
  return {
    name: "scaleboard:revalidate-pages",
    enforce: "pre",
    transform: (code, id, options) =>
      id === entry && !options?.ssr ? { code: `${code}\n${LISTENER}`, map: null } : null,
    hotUpdate: {
      order: "pre",
      handler({ modules, server }) {
        if (this.environment.name !== "ssr") return undefined;
        if (modules.length > 0) server.environments.client.hot.send(EVENT);
        return [];
      },
    },
  };
}
