import { realpathSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, normalizePath, type DepOptimizationOptions, type Plugin } from "vite";
import tsconfigPaths from "vite-tsconfig-paths";
import remixConfig from "./remix.config.js";

declare module "@remix-run/node" {
  // Remix asks for this interface by name.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Future {
    v3_singleFetch: true;
  }
}

const root = import.meta.dirname;

/**
 * Sonner adds its styles as a <style> element when it loads, which the content policy blocks. The
 * same styles come as a file (app/components/ui/toaster.tsx), so the call is taken out.
 */
function keepSonnerFromAddingStyles(): Plugin {
  return {
    name: "scaleboard:sonner-styles",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith("/sonner/dist/index.mjs")) return null;
      const without = code.replace(/^__insertCSS\(.*\);$/m, "");
      if (without === code) this.error("sonner no longer calls __insertCSS: see if this can go");
      return { code: without, map: null };
    },
  };
}

const FONTS_CDN = /`https:\/\/esm\.sh\/\$\{[^]*?\}\/dist\/prod\/`/;
const FONTS_HERE = 'new URL("/excalidraw/",location.origin).href';

/**
 * Excalidraw names a CDN as the second source of every font. It is never reached, but the browser
 * checks all sources against the content policy and reports each of the 230: ours stands there too.
 */
function keepBoardFontsAtHome(): Plugin {
  return {
    name: "scaleboard:board-fonts",
    enforce: "pre",
    transform(code, id) {
      if (!id.includes("/@excalidraw/excalidraw/dist/prod/") || !code.includes("https://esm.sh/"))
        return null;
      const atHome = code.replace(FONTS_CDN, FONTS_HERE);
      if (atHome === code) this.error("Excalidraw names its CDN in another way: see how");
      return { code: atHome, map: null };
    },
  };
}

type PackagePlugin = NonNullable<DepOptimizationOptions["esbuildOptions"]>["plugins"];

/** The same in development, where esbuild makes the packages ready and asks no plugin of Vite. */
const BOARD_IN_DEVELOPMENT: PackagePlugin = [
  {
    name: "scaleboard:board",
    setup(build) {
      build.onLoad(
        { filter: /@excalidraw[\\/]excalidraw[\\/]dist[\\/].*\.js$/ },
        async ({ path }) => ({
          contents: (await readFile(path, "utf8")).replace(FONTS_CDN, FONTS_HERE),
        }),
      );
    },
  },
];

/** Writes build/client-modules.json: which source files each browser chunk holds, for check-bundle. */
function recordClientModules(): Plugin {
  return {
    name: "scaleboard:client-modules",
    apply: (_config, { command, isSsrBuild }) => command === "build" && !isSsrBuild,
    async writeBundle(_options, bundle) {
      const chunks = Object.values(bundle).flatMap((file) =>
        file.type === "chunk"
          ? [
              {
                file: file.fileName,
                entry: file.facadeModuleId && relative(root, file.facadeModuleId),
                imports: file.imports,
                dynamicImports: file.dynamicImports,
                modules: Object.entries(file.modules)
                  .filter(([, module]) => module.renderedLength > 0)
                  .map(([id]) => relative(root, id)),
              },
            ]
          : [],
      );
      const target = join(root, "build/client-modules.json");
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, JSON.stringify(chunks, null, 1));
    },
  };
}

/**
 * Writes build/client-sources.json and build/server-sources.json: which files of the project went into
 * the bundle, also those of which nothing was left. server/start/fingerprint.ts looks for changes in them.
 */
function recordSources(): Plugin {
  const here = `${normalizePath(realpathSync(root))}/`;
  let target = "";
  return {
    name: "scaleboard:sources",
    apply: "build",
    configResolved({ build }) {
      target = join(root, `build/${build.ssr ? "server" : "client"}-sources.json`);
    },
    async writeBundle() {
      const ids = [...this.getModuleIds()].filter(
        (id) => id.startsWith(here) && !id.includes("/node_modules/"),
      );
      const paths = [...new Set(ids.map((id) => id.slice(here.length).replace(/\?.*$/, "")))];
      const strange = paths.find((path) => !/^(app|domain|server)\//.test(path));
      if (paths.length === 0) this.error(`no module is from ${here}`);
      if (strange !== undefined) this.error(`server/start/fingerprint.ts doesn't hash ${strange}`);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, JSON.stringify(paths.sort(), null, 1));
    },
  };
}

/** Modules that nearly every page loads, by the chunk that holds them. */
const SHARED_CHUNKS: Record<string, string[]> = {
  // Stays in caches when only the interface changes.
  framework: [
    "/node_modules/(react|react-dom|scheduler|react-router|react-router-dom|turbo-stream)/",
    "/node_modules/@remix-run/",
  ],
  // Before the other icons, which every page shares.
  roomIcons: [
    "/lucide-react/dist/esm/icons/(cloud-off|cloud-upload|hourglass|shapes|split|timer)\\.",
  ],
  // In panels that a press opens.
  panelIcons: ["/lucide-react/dist/esm/icons/(arrow-down|arrow-up|plus|unlink)\\."],
  voiceIcons: ["/lucide-react/dist/esm/icons/(mic|square|volume-2|volume-x)\\."],
  workspaceIcons: [
    "/lucide-react/dist/esm/icons/(book-open-text|chevron-up|columns-2|folder-open|keyboard)\\.",
    "/lucide-react/dist/esm/icons/(lightbulb|maximize|message-circle-question-mark|minus)\\.",
    "/lucide-react/dist/esm/icons/(panel-left|panel-right|sheet)\\.",
  ],
  reportIcons: [
    "/lucide-react/dist/esm/icons/(book-open|circle-dot|file-down|link-2|lock|maximize-2)\\.",
    "/lucide-react/dist/esm/icons/(minimize-2|pencil-line|plug|printer|rotate-ccw|target)\\.",
  ],
  interface: [
    "/node_modules/(clsx|lucide-react)/",
    "/app/components/layout/theme-toggle\\.",
    "/app/components/ui/(badge|button|button-link|button-style|callout|empty-state|field|input)\\.",
    "/app/components/ui/(kbd|local-time|page-header|rendered-markdown|section|select|spinner)\\.",
    "/app/components/ui/text-link\\.",
    "/app/lib/(form-result|menu-entries|nonce|role-titles|theme|time|use-hydrated)\\.",
    "/domain/(accounts/roles|problems/scale)\\.",
    "vite/preload-helper",
  ],
  attempts: ["/app/lib/(attempt|problem)-words\\.", "/domain/grading/not-estimated\\."],
  choices: ["/app/components/ui/(checkbox|radio-cards)\\."],
  verdicts: [
    "/app/components/report/verdict-mark\\.",
    "/app/lib/report/(marking-minutes|verdict-words)\\.",
  ],
  results: ["/app/lib/report/(format|result-words)\\."],
};

/**
 * Left to itself the build makes some twenty shared chunks of a few hundred bytes, and a browser
 * spends more on asking for them than on their code, before it shows the page.
 */
function nameSharedChunk(id: string): string | undefined {
  if (id.includes("/@excalidraw/")) return undefined;
  return Object.entries(SHARED_CHUNKS).find(([, paths]) =>
    paths.some((path) => new RegExp(path).test(id)),
  )?.[0];
}

/** In development the packages that pages load, made ready before the first one asks. */
const BROWSER_PACKAGES = [
  ...["@dagrejs/dagre", "@excalidraw/excalidraw", "clsx", "idb-keyval", "lucide-react"],
  ...["@radix-ui/react-tabs", "react-dom", "roughjs/bin/generator", "zod", "zod/mini"],
  ...["commands", "lang-yaml", "language", "lint", "search", "state", "view"].map(
    (name) => `@codemirror/${name}`,
  ),
  ...["@lezer/highlight", "@lezer/markdown"],
];

export default defineConfig({
  plugins: [
    tailwindcss(),
    remix(remixConfig),
    tsconfigPaths(),
    keepSonnerFromAddingStyles(),
    keepBoardFontsAtHome(),
    recordClientModules(),
    recordSources(),
  ],
  build: {
    target: "es2022",
    // The content policy's font-src and img-src allow no data: URLs for fonts.
    assetsInlineLimit: 0,
    // The canvas is one big chunk that only its own page asks for.
    chunkSizeWarningLimit: 1_500,
    // Terser is slower than esbuild, and 3 kB lighter on every page, 16 on those with the canvas.
    minify: process.env["SCALEBOARD_QUICK_BUILD"] === "1" ? "esbuild" : "terser",
    rollupOptions: { output: { manualChunks: nameSharedChunk } },
    reportCompressedSize: false,
  },
  optimizeDeps: {
    include: BROWSER_PACKAGES,
    esbuildOptions: { plugins: BOARD_IN_DEVELOPMENT },
    // Looking for styles, Remix takes the server's packages for more of them: pages then load anew.
    noDiscovery: true,
    // So that its transform above sees it.
    exclude: ["sonner"],
  },
});
