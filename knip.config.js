/**
 * What `npm run check:unused` looks at: files that nothing reaches, exports that no other file imports.
 *
 * @type {import("knip").KnipConfig}
 */
export default {
  entry: [
    // Pages: remix.config.js names them as text.
    "app/{root,entry.client,entry.server}.tsx",
    "app/routes/**/*.tsx",
    // Programs: a script of package.json, .ci/run or another process starts them by their path.
    "server/{start,dev}.ts",
    "server/{web,worker}/main.ts",
    "server/{dev,start,commands}/*.ts",
    "server/threads/run-task.ts",
    "server/study/python/python-thread.ts",
    "test/**/*-process.{ts,tsx}",
    "test/{ci,evals,evals/closeness,faults,faults/naive,doors,bench}/*.{ts,mjs}",
    // vitest.config.ts names them as text, in a constant.
    "test/support/global-setup/*.ts",
    "test/**/*.test.{ts,tsx}",
  ],
  project: ["{app,domain,server,test}/**/*.{ts,tsx}"],
  // Scripts of an earlier version, and the offline judge, which is frozen.
  ignore: ["test/upgrade/**", "server/judges/offline/**"],
};
