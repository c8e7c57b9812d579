import { join, relative } from "node:path";
import type { Plugin } from "vite";

/**
 * Leaves Mermaid out of the board. Excalidraw would load it when a text that looks like Mermaid is
 * pasted: 3 MB of script, most of the build's time, and it adds <style> elements, which the content
 * policy blocks. Without it such a text is pasted as text.
 */
export function leaveOutMermaid(): Plugin {
  const name = "@excalidraw/mermaid-to-excalidraw";
  return {
    name: "scaleboard:no-mermaid",
    enforce: "pre",
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load(id) {
      if (id !== `\0${name}`) return null;
      return `export async function parseMermaidToExcalidraw() {
        throw new Error("This board does not read Mermaid.");
      }`;
    },
  };
}

/**
 * Leaves out what Remix needs only without single fetch or as a single-page app: its flags are read
 * at run time, so nothing of it would go by itself. remix.config.js turns single fetch on.
 */
export function leaveOutOtherRemixModes(): Plugin {
  const folder = "/node_modules/@remix-run/react/dist/esm/";
  const oldFetch = /let result = await fetchServerHandler\(request, route\);\s+return [^;]+;/;
  return {
    name: "scaleboard:remix-modes",
    enforce: "pre",
    transform(code, id, options) {
      if (options?.ssr === true || !id.includes(folder)) return null;
      let lighter = code
        .replace(/(?:window\.__remixContext\.)?\bfuture\.v3_singleFetch\b/g, "true")
        .replace(/\bwindow\.__remixContext\.isSpaMode\b/g, "false")
        .replace(/\bif \(isSpaMode\)/g, "if (false)")
        .replace(/!isSpaMode\b/g, "true")
        // Promises of loaders come another way with single fetch; this counts scripts of the old one.
        .replace(/typeof __remixContext === "object" && __remixContext\.a\b/g, "false");
      if (id.includes("/routes.js")) {
        if (!oldFetch.test(code))
          this.error("Remix fetches a route's data in another way: see how");
        lighter = lighter.replace(oldFetch, 'throw new Error("Single fetch was not handed in.");');
      }
      return lighter === code ? null : { code: lighter, map: null };
    },
  };
}

/** Icons keep their drawings and get a lighter frame: app/components/ui/create-icon.tsx says why. */
export function lightenIcons(root: string): Plugin {
  const theirs = /import createLucideIcon from ['"]\.\.\/createLucideIcon\.mjs['"];/;
  const ours = join(root, "app/components/ui/create-icon.tsx");
  return {
    name: "scaleboard:icons",
    enforce: "pre",
    transform(code, id) {
      if (!/\/lucide-react\/dist\/esm\/icons\/[\w-]+\.mjs$/.test(id)) return null;
      // Aliases only pass on another icon.
      if (!code.includes("createLucideIcon(")) return null;
      if (!theirs.test(code)) this.error("lucide-react builds its icons in another way: see how");
      const line = `import { createIcon as createLucideIcon } from ${JSON.stringify(ours)};`;
      return { code: code.replace(theirs, line), map: null };
    },
  };
}

/** In every page of the browser, or in most: the frameworks, the frame around pages, small parts. */
const IN_MOST_PAGES = [
  /^node_modules\/(?:react|react-dom|scheduler|react-router|react-router-dom|turbo-stream|clsx)\//,
  /^node_modules\/@remix-run\//,
  /^node_modules\/lucide-react\/dist\/esm\/icons\/(?:chevron-down|log-out|sun-moon)\.mjs/,
  /^app\/(?:root|entry\.client)\.tsx/,
  /^app\/components\/layout\//,
  /^app\/components\/ui\/(?:button|button-link|button-style|create-icon|page-header|spinner)\.tsx?/,
  /^app\/lib\/(?:describe-error|nonce|page-handle|role-titles|theme|use-hydrated)\.tsx?/,
  /^server\/(?:problems\/scale|accounts\/roles)\.ts/,
];

/**
 * Puts what nearly every page needs into one file: dozens of files of 300 bytes compress badly and
 * each is a request.
 */
export function joinCommonParts(root: string): Plugin {
  return {
    name: "scaleboard:common-parts",
    config: (_config, { isSsrBuild, command }) =>
      command === "build" && !isSsrBuild
        ? {
            build: {
              rollupOptions: {
                output: {
                  manualChunks: (id) =>
                    IN_MOST_PAGES.some((part) => part.test(relative(root, id)))
                      ? "frame"
                      : undefined,
                },
              },
            },
          }
        : null,
  };
}

/** Takes the licence comments out of the scripts, where each page would load them, into one file. */
export function gatherLicences(): Plugin {
  const licences = new Set<string>();
  return {
    name: "scaleboard:licences",
    apply: (_config, { command, isSsrBuild }) => command === "build" && !isSsrBuild,
    config: () => ({ esbuild: { legalComments: "none" } }),
    transform(code, id) {
      if (!id.includes("/node_modules/")) return;
      for (const [comment] of code.matchAll(/\/\*[!*][^]*?\*\//g))
        if (/@licen[cs]e|@preserve|copyright/i.test(comment)) licences.add(comment);
    },
    generateBundle() {
      const source = [...licences].sort().join("\n\n");
      this.emitFile({ type: "asset", fileName: "licences.txt", source });
    },
  };
}
