/**
 * The arrows of the house as rules; the drawing is in docs/architecture.md. All arrows run down, and
 * everybody may import domain/. Tests may reach for anything, so files named *.test.ts and the folder
 * test/ are bound by the cycle rule only.
 */

const TESTS = "\\.test\\.tsx?$|^test/";

/** Small files without a place in the layers. */
const FLOOR = [
  "^server/errors\\.ts$",
  "^server/(default-node-)?env\\.ts$",
  "^server/log\\.ts$",
  "^server/logging/",
  "^server/text/",
];

const NOUNS =
  "problems|rubrics|authoring|attempts|grades|reviews|accounts|study|usage|audit|settings|practice|notices";
/** An operation is a verb-first file; every other file of a noun is its own. */
const OPERATIONS = `^server/(${NOUNS})/(get|list|create|update|delete|require|start|save|submit|request|sign|take|record)-[a-z-]+\\.ts$`;
/** Files of a noun that another noun shares, each with its reason. */
const SHARED_OF_NOUNS = [
  // Who may see an attempt, and what was drawn in it: a grade's page asks the same.
  "^server/attempts/(own-attempt|visible-attempt|scene-store|work-sql|curveball)\\.ts$",
  // Whether anybody can review a candidate: a challenge keeps their own mark where nobody can.
  "^server/accounts/has-reviewer\\.ts$",
];

/** What people's verdicts add up to, by the same sums as a grade's. */
const PURE_SCORE = "^server/grading/(score-by|rescore)\\.ts$";

/** How a file of content is taken apart and its faults told: `study` reads files of its own. */
const CONTENT_FILES = "^server/content/(content-error|front-matter|yaml-source)\\.ts$";
/** How a problem's files are read, looked over, written and stored: an author's draft goes the way that the files go. */
const CONTENT_CHECKS =
  "^server/content/(read-problem|read-rubric|former-lists|read-calibration|read-debrief|answer-file|write-answer-file|calibration-hash|check-drawing|check-references|check-sums|check-topics|lint-rubric|store-versions)\\.ts$";

/** Loads nothing at run time: only the shape is known. */
const RUNTIME = { dependencyTypesNot: ["type-only"] };

function layer(name, comment, from, allowed) {
  return {
    name,
    comment,
    severity: "error",
    from: { path: from, pathNot: TESTS },
    to: { path: "^(server|app|test)/", pathNot: [from, ...allowed] },
  };
}

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other are one, or a third is missing.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: RUNTIME },
    },
    {
      name: "no-barrels",
      comment: "Import from the file that defines the thing.",
      severity: "error",
      from: {},
      to: { path: "/index\\.tsx?$", pathNot: "node_modules/" },
    },
    {
      name: "everything-resolves",
      comment: "An import that leads nowhere fails only when it runs.",
      severity: "error",
      // The scripts of an earlier version run in that version's tree.
      from: { path: "^(app|domain|server|test)/", pathNot: "^test/upgrade/[0-9a-f]+/" },
      // Vite's own imports: `./app.css?url` and files that the build makes.
      to: { couldNotResolve: true, pathNot: ["\\?url$", "^virtual:"] },
    },
    {
      name: "no-dev-dependencies",
      comment: "What runs for users must be in `dependencies`.",
      severity: "error",
      from: { path: "^(app|domain|server)/", pathNot: ["^server/dev/", TESTS] },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only", "npm", "npm-peer"] },
    },

    // The app
    {
      name: "app-components-know-no-routes",
      comment: "routes → components → lib.",
      severity: "error",
      from: { path: "^app/(components|lib)/", pathNot: TESTS },
      to: { path: "^app/(routes/|root\\.tsx|entry\\.)" },
    },
    {
      name: "app-lib-knows-no-components",
      comment: "routes → components → lib.",
      severity: "error",
      from: { path: "^app/lib/", pathNot: TESTS },
      to: { path: "^app/components/" },
    },
    {
      name: "app-ui-stands-alone",
      comment: "The kit knows none of the components that are made of it.",
      severity: "error",
      from: { path: "^app/components/ui/", pathNot: TESTS },
      to: { path: "^app/components/", pathNot: "^app/components/ui/" },
    },
    {
      name: "app-enters-server-in-loaders",
      comment:
        "Only routes, and the helpers of loaders and actions named here, call the server. What both need is in domain/; types may come from anywhere.",
      severity: "error",
      from: {
        path: "^app/",
        pathNot: [
          TESTS,
          "^app/routes/",
          "^app/(root|entry\\.server)\\.tsx$",
          "^app/lib/((require-viewer|respond|open-session)\\.ts$|actions/)",
        ],
      },
      to: { path: "^server/", ...RUNTIME },
    },
    {
      name: "app-runs-no-server-process",
      comment: "No SQL, no queue, no model call in the app: one call of an operation does it.",
      severity: "error",
      from: { path: "^app/", pathNot: TESTS },
      to: {
        path: "^server/(db|jobs|judges|worker|start|commands|content)/|node_modules/(@types/)?(drizzle-orm|postgres|pg|bullmq|ioredis|openai)/",
        ...RUNTIME,
      },
    },
    {
      name: "app-canvas-in-its-folder",
      comment: "Everything Excalidraw is in components/board, in files that only a browser loads.",
      severity: "error",
      from: { path: "^app/", pathNot: ["^app/components/board/[a-z-]+\\.client\\.tsx?$", TESTS] },
      to: { path: "node_modules/@excalidraw/", ...RUNTIME },
    },

    // What browser and server share
    {
      name: "domain-stands-alone",
      comment: "Pure TypeScript that runs anywhere: it knows neither the app nor the server.",
      severity: "error",
      from: { path: "^domain/", pathNot: TESTS },
      to: { path: "^(app|server|test)/" },
    },
    {
      name: "domain-needs-only-pure-libraries",
      comment: "zod for shapes, and what lays out and sketches a drawing; nothing of Node.",
      severity: "error",
      from: { path: "^domain/", pathNot: ["^domain/markdown/", TESTS] },
      to: { pathNot: "^domain/|node_modules/(zod|@dagrejs/dagre)/", ...RUNTIME },
    },

    {
      name: "markdown-needs-its-renderer",
      comment:
        "Pages and the preview of a draft, drawn in a thread, are to show the same: one renderer for both, which makes text of React's elements.",
      severity: "error",
      from: { path: "^domain/markdown/", pathNot: TESTS },
      to: {
        pathNot:
          "^domain/markdown/|node_modules/(@types/)?(react|react-dom|react-markdown|remark-gfm|rehype-sanitize|temml|@lezer/[a-z]+)/",
        ...RUNTIME,
      },
    },

    // The server
    {
      name: "server-knows-no-app",
      comment: "`server/` decides and never imports `app/`.",
      severity: "error",
      from: { path: "^server/", pathNot: TESTS },
      to: { path: "^app/" },
    },
    {
      name: "server-knows-no-react",
      comment: "Nothing of React; of Remix only in web/ and in dev/, the command for development.",
      severity: "error",
      from: { path: "^server/", pathNot: ["^server/(web|dev)/", TESTS] },
      to: { path: "node_modules/(@types/)?(@remix-run|react|react-dom)/" },
    },
    layer("db-stands-on-the-ground", "db knows tables, not what they are for.", "^server/db/", [
      ...FLOOR,
    ]),
    layer("text-stands-on-the-ground", "Pure helpers on words.", "^server/text/", [
      "^server/errors\\.ts$",
    ]),
    layer(
      "statistics-stand-on-the-ground",
      "Figures over numbers, pure.",
      "^server/statistics/",
      [],
    ),
    layer("jobs-stand-on-the-ground", "What can be asked of the worker.", "^server/jobs/", [
      ...FLOOR,
      "^server/db/",
    ]),
    layer(
      "grading-is-pure",
      "grading → domain and text; a judge comes through its port.",
      "^server/grading/",
      ["^server/text/", "^server/errors\\.ts$"],
    ),
    layer("net-stands-on-the-ground", "Where the server may connect to.", "^server/net/", []),
    layer("judges-know-grading", "Adapters behind the port Judge.", "^server/judges/(?!check/)", [
      ...FLOOR,
      "^server/(grading|net)/",
    ]),
    layer(
      "the-check-knows-content",
      "Plants answers into the problems that ship, has a judge grade them, and measures it.",
      "^server/judges/check/",
      [...FLOOR, "^server/(grading|judges|statistics)/", "^server/content/read-content\\.ts$"],
    ),
    {
      name: "the-guest-has-one-door",
      comment:
        "How the offline judge works is its own affair: the judges' registry opens it, and pages ask what its lists name.",
      severity: "error",
      from: {
        path: "^(app|server)/",
        pathNot: ["^server/judges/(offline/|(local-judge|describe-coverage)\\.ts$)", TESTS],
      },
      to: { path: "^server/judges/offline/" },
    },
    layer("content-knows-schemas", "Reads files, validates, upserts.", "^server/content/", [
      ...FLOOR,
      "^server/db/",
      OPERATIONS,
    ]),
    layer("nouns-know-jobs-and-db", "nouns → jobs (to enqueue) and db.", `^server/(${NOUNS})/`, [
      ...FLOOR,
      "^server/(db|jobs|statistics)/",
      PURE_SCORE,
      CONTENT_FILES,
      CONTENT_CHECKS,
    ]),
    {
      name: "nouns-keep-their-files",
      comment: "Another noun is reached by its operations, not by its private files.",
      severity: "error",
      from: { path: `^server/(${NOUNS})/`, pathNot: TESTS },
      to: {
        path: `^server/(${NOUNS})/`,
        pathNot: ["^server/$1/", ...SHARED_OF_NOUNS, OPERATIONS],
        ...RUNTIME,
      },
    },
    layer(
      "threads-know-what-they-run",
      "The tasks of threads, and how they are run.",
      "^server/threads/",
      [...FLOOR, "^server/(grading|judges|authoring)/"],
    ),
    layer(
      "speech-knows-nouns",
      "Hears a reply and reads a question out for an attempt; errors of models are told as a judge's are.",
      "^server/speech/",
      [
        ...FLOOR,
        `^server/(db|grading|${NOUNS})/`,
        "^server/judges/openai/(classify-model-error|config)\\.ts$",
      ],
    ),
    layer("worker-knows-no-web", "worker → jobs, grading, judges, nouns.", "^server/worker/", [
      ...FLOOR,
      `^server/(jobs|grading|judges|threads|db|${NOUNS})/`,
      "^server/start/supervised\\.ts$",
      "^server/version\\.ts$",
    ]),
    layer(
      "web-starts-no-worker",
      "The web process enqueues and never runs a job.",
      "^server/web/",
      [
        ...FLOOR,
        `^server/(jobs|speech|threads|db|${NOUNS})/`,
        // What the pages say about the judge; the web process asks none.
        "^server/judges/(name-model|describe-judge|cost-of|describe-coverage|list-models|home/(widen-ollama-context|pull-model)|check/estimate-check)\\.ts$",
        "^server/net/",
        "^server/start/(supervised|asset-encodings|build-users)\\.ts$",
        "^server/version\\.ts$",
      ],
    ),
    {
      name: "nothing-knows-dev",
      comment: "Hot reload and its content policy can't get into what runs for users.",
      severity: "error",
      from: { pathNot: ["^server/dev(/|\\.ts$)", TESTS] },
      to: { path: "^server/dev(/|\\.ts$)" },
    },
    {
      name: "embedded-database-only-at-the-start",
      comment: "A real server has its own; nothing but the start command runs one.",
      severity: "error",
      from: { path: "^server/", pathNot: ["^server/(start|dev|commands|db/embedded)/", TESTS] },
      to: { path: "^server/db/embedded/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "module", "browser", "production", "default", "types", "node"],
      extensions: [".ts", ".tsx", ".mts", ".js", ".mjs", ".cjs", ".json", ".css", ".svg"],
    },
  },
};
