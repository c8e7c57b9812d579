/** One browser chunk, as the build records it in build/client-modules.json. */
export type ClientChunk = {
  file: string;
  /** The source file whose chunk this is, null for shared ones. */
  entry: string | null;
  imports: string[];
  dynamicImports: string[];
  /** Source files that left code in it, from the root of the project. */
  modules: string[];
};

export type PageSize = { page: string; hasCanvas: boolean; bytes: number; limitBytes: number };

/**
 * What pages weigh today, rounded up: a bound that only comes down, but for what is decided (held levels: 700 bytes; the first hour: 1.4 to 1.8 kB). React and Remix alone are about
 * 85 kB. docs/decisions/0009-what-a-page-may-weigh.md names the goals, 90 and 470 kB, and the way.
 * Kilobytes are 1,000 bytes of gzip.
 */
export const PLAIN_LIMIT_BYTES = 104_800;
export const CANVAS_LIMIT_BYTES = 543_900;
/** Pages of reviewers and admins, which no candidate loads; an editor needs more than a page to read. */
export const STAFF_LIMIT_BYTES = 116_000;
/** The author's desk: the page, the text editor (140 kB) and what reads and writes drawings. */
export const AUTHOR_LIMIT_BYTES = 305_000;

/**
 * A drill and its result: a plain page with what keeps unsaved work, without the canvas. 800 bytes of it
 * tell whose that work is, so that a shared computer gives it to its writer alone (ADR 39), and that an
 * address is the wrong one.
 */
export const DRILL_LIMIT_BYTES = 128_800;

/** What a page loads once it is in use, each with all that it needs beside the frame. */
export const LIVE_LIMIT_BYTES = 3_900;

/** Loaded by a press only, and named here so that nobody takes what opens by itself for such. */
const ON_REQUEST = [
  /^app\/components\/authoring\/preview\/(rubric|solution)-preview\.tsx$/,
  // By itself only where something was drawn before, by such a press.
  /^app\/components\/drill\/drill-canvas\.tsx$/,
  /^app\/components\/palette\/command-palette\.tsx$/,
  /^app\/components\/learn\/workbench\/[a-z]+-workbench\.tsx$/,
  /^app\/components\/voice\/(explain-aloud|mic-check)\.tsx$/,
  // By itself only in an attempt that was started with an interviewer, which is chosen on another page,
  // and in a retry of one.
  /^app\/components\/workspace\/interviewer\/interviewer-panel\.tsx$/,
  // By itself only when the requirements change, in a round that was started with that.
  /^app\/components\/workspace\/curveball-line\.tsx$/,
  /^app\/components\/workspace\/reading\/reading-dock\.tsx$/,
  /^app\/components\/workspace\/shortcuts-dialog\.tsx$/,
  /^app\/components\/workspace\/questions\/questions-panel\.tsx$/,
  /^app\/components\/workspace\/worksheet\/count-lines\.ts$/,
  /^app\/components\/workspace\/worksheet\/worksheet-sheet\.tsx$/,
  // At signing out, and at handing in.
  /^app\/components\/offline\/(forget-browser|kept-rooms)\.ts$/,
  // By itself only where something was written under another session.
  /^app\/components\/offline\/offered-work\.tsx$/,
];
/**
 * Loaded once a page is in use, the first for everybody, the second for whoever is signed in, the third
 * when a room's work has been saved: measured by itself, and counted to no page that doesn't need it
 * anyway.
 */
const LIVE =
  /^app\/components\/(layout\/beside-page\.tsx|notices\/live-notices\.tsx|offline\/keep-room\.ts)$/;
/** Two pages at one address: a browser loads one of them, and the heavier counts. */
const ONE_OF = /^app\/components\/home\/(candidate-home|front-page)\.tsx$/;
const CANVAS = /node_modules\/@excalidraw\/excalidraw\//;
const ROUTE_QUERY = "?__remix-build-client-route";

/** Modules of server/ in the browser, where none belongs, as "chunk: module". */
export function findForbiddenModules(chunks: readonly ClientChunk[]): string[] {
  return chunks.flatMap(({ file, modules }) =>
    modules
      .map((module) => module.replace(/\?.*$/, ""))
      .filter((module) => module.startsWith("server/"))
      .map((module) => `${file}: ${module}`),
  );
}

/**
 * What each page costs: the browser's entry, the root, the route, all they import, and what they
 * load by themselves right after (the canvas). Not what the canvas itself may load later, nor what
 * only a press loads. Routes that
 * only act leave no code in the browser and are no pages.
 *
 * @param sizes compressed bytes by chunk file
 * @throws Error when the record lacks the entry or the root
 */
export function measurePages(
  chunks: readonly ClientChunk[],
  sizes: ReadonlyMap<string, number>,
): PageSize[] {
  const byFile = new Map(chunks.map((chunk) => [chunk.file, chunk]));
  const frame = [
    requireEntry(chunks, /^app\/entry\.client\.tsx$/),
    requireEntry(chunks, /^app\/root\.tsx/),
  ];
  const routes = chunks.filter(
    ({ entry, modules, imports }) =>
      entry?.startsWith("app/routes/") &&
      entry.endsWith(ROUTE_QUERY) &&
      // A page whose code another chunk uses too lies in a shared chunk, and its own is empty.
      modules.length + imports.length > 0,
  );
  const live = chunks.filter(({ entry }) => LIVE.test(entry ?? ""));
  const pages = routes.map((route) => {
    const atOnce = closeOver([...frame, route], byFile);
    const later = [...atOnce].flatMap((chunk) =>
      chunk.dynamicImports
        .flatMap((file) => byFile.get(file) ?? [])
        .filter(({ entry }) => ![LIVE, ...ON_REQUEST].some((pattern) => pattern.test(entry ?? ""))),
    );
    const all = findHeaviest(later, sizes, (some) => closeOver([...atOnce, ...some], byFile));
    const hasCanvas = [...all].some(({ modules }) => modules.some((id) => CANVAS.test(id)));
    return {
      page: (route.entry ?? "").replace(ROUTE_QUERY, ""),
      hasCanvas,
      bytes: sumBytes(all, sizes),
      limitBytes: limitOf(route.entry ?? "", hasCanvas),
    };
  });
  return [
    ...pages,
    ...live.map((chunk) => measureBeside(chunk, closeOver(frame, byFile), byFile, sizes)),
  ];
}

/** What a chunk makes a browser load that has the frame already. */
function measureBeside(
  chunk: ClientChunk,
  frame: ReadonlySet<ClientChunk>,
  byFile: ReadonlyMap<string, ClientChunk>,
  sizes: ReadonlyMap<string, number>,
): PageSize {
  const beside = [...closeOver([chunk], byFile)].filter((one) => !frame.has(one));
  return {
    page: chunk.entry ?? "",
    hasCanvas: false,
    bytes: sumBytes(beside, sizes),
    limitBytes: LIVE_LIMIT_BYTES,
  };
}

/** All that is loaded, of chunks that take each other's place with the one that makes it heaviest. */
function findHeaviest(
  later: readonly ClientChunk[],
  sizes: ReadonlyMap<string, number>,
  close: (chunks: ClientChunk[]) => Set<ClientChunk>,
): Set<ClientChunk> {
  const always = later.filter(({ entry }) => !ONE_OF.test(entry ?? ""));
  const choices = later.filter(({ entry }) => ONE_OF.test(entry ?? ""));
  const loads = choices.map((choice) => close([...always, choice]));
  loads.sort((a, b) => sumBytes(b, sizes) - sumBytes(a, sizes));
  return loads[0] ?? close(always);
}

function sumBytes(chunks: Iterable<ClientChunk>, sizes: ReadonlyMap<string, number>): number {
  return [...chunks].reduce((sum, { file }) => sum + (sizes.get(file) ?? 0), 0);
}

function limitOf(entry: string, hasCanvas: boolean): number {
  // The offline page shows rooms, out of the browser's own store.
  if (hasCanvas || entry.startsWith("app/routes/practice/offline.")) return CANVAS_LIMIT_BYTES;
  if (/^app\/routes\/(practice|report)\/drill(-result)?\.tsx/.test(entry)) return DRILL_LIMIT_BYTES;
  if (/^app\/routes\/admin\/drafts-/.test(entry)) return AUTHOR_LIMIT_BYTES;
  return /^app\/routes\/(admin|review)\//.test(entry) ? STAFF_LIMIT_BYTES : PLAIN_LIMIT_BYTES;
}

function requireEntry(chunks: readonly ClientChunk[], pattern: RegExp): ClientChunk {
  const chunk = chunks.find(({ entry }) => entry !== null && pattern.test(entry));
  if (chunk === undefined) throw new Error(`no browser chunk comes from ${String(pattern)}`);
  return chunk;
}

function closeOver(
  start: readonly ClientChunk[],
  byFile: ReadonlyMap<string, ClientChunk>,
): Set<ClientChunk> {
  const seen = new Set<ClientChunk>();
  const open = [...start];
  for (let chunk = open.pop(); chunk !== undefined; chunk = open.pop()) {
    if (seen.has(chunk)) continue;
    seen.add(chunk);
    open.push(...chunk.imports.flatMap((file) => byFile.get(file) ?? []));
  }
  return seen;
}
