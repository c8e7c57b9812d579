import type { ServerBuild } from "@remix-run/node";
import remixConfig from "../../remix.config.js";

type RouteModule = ServerBuild["routes"][string]["module"];

const modules = import.meta.glob<RouteModule>("../../app/routes/**/*.tsx");

/**
 * The app as Remix runs it in the web process, made of its sources instead of build/: the server side
 * is the real one, and only the addresses of scripts are invented, which nobody asks for here.
 */
export async function loadPageBuild(): Promise<ServerBuild> {
  const routes: ServerBuild["routes"] = {
    root: { id: "root", path: "", module: await import("../../app/root") },
  };
  for (const { path, file } of listPages()) {
    const load = modules[`../../app/${file}`];
    if (!load) throw new Error(`no file ${file}`);
    const place = path === "/" ? { index: true } : { path: path.replace(/^\//, "") };
    routes[file] = { id: file, parentId: "root", ...place, module: await load() };
  }
  return {
    mode: "production",
    entry: { module: await import("../../app/entry.server") },
    routes,
    assets: {
      entry: { imports: [], module: "/assets/entry.js" },
      routes: Object.fromEntries(
        Object.entries(routes).map(([id, route]) => [id, describe(route)]),
      ),
      url: "/assets/manifest.js",
      version: "test",
    },
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_singleFetch: true,
      v3_lazyRouteDiscovery: false,
    },
    isSpaMode: false,
  };
}

function describe({ module, ...route }: ServerBuild["routes"][string]) {
  return {
    ...route,
    hasAction: module.action !== undefined,
    hasLoader: module.loader !== undefined,
    hasClientAction: false,
    hasClientLoader: false,
    hasErrorBoundary: module.ErrorBoundary !== undefined,
    module: `/assets/${route.id}.js`,
  };
}

function listPages(): { path: string; file: string }[] {
  const pages: { path: string; file: string }[] = [];
  const define = (path: string, file: string): void => void pages.push({ path, file });
  void remixConfig.routes?.((add) => {
    add(define as never);
    return {};
  });
  return pages;
}
