/**
 * Options of the Remix Vite plugin, imported by vite.config.ts. The route table is written out: one
 * line a URL, so that a newcomer finds the file of a page at once.
 *
 * `v3_routeConfig` stays off: it replaces this table by app/routes.ts and refuses `routes` here.
 * `v3_lazyRouteDiscovery` too: with it, anybody's long address costs seconds
 * (docs/decisions/0018-remix-stays-and-is-patched.md).
 *
 * @type {import("@remix-run/dev").VitePluginConfig}
 */
export default {
  ignoredRouteFiles: ["**/*"],
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    v3_lazyRouteDiscovery: false,
  },
  routes(defineRoutes) {
    return defineRoutes((route) => {
      route("/", "routes/home.tsx", { index: true });
      route("/sign-in", "routes/account/sign-in.tsx");
      route("/sign-up", "routes/account/sign-up.tsx");
      route("/sign-out", "routes/account/sign-out.tsx");
      route("/demo", "routes/account/demo.tsx");
      route("/account", "routes/account/account.tsx");
      route("/notices", "routes/account/notices.tsx");
      route("/account/keep", "routes/account/keep.tsx");
      route("/account/export", "routes/account/export.tsx");
      route("/reset/:token", "routes/account/reset.tsx");
      route("/invitation/:token", "routes/account/invitation.tsx");
      route("/problems", "routes/practice/problems.tsx");
      route("/problems/:slug", "routes/practice/problem.tsx");
      route("/sample/:name", "routes/report/sample.tsx");
      route("/due", "routes/practice/due.tsx");
      route("/track", "routes/practice/track.tsx");
      route("/progress", "routes/practice/progress.tsx");
      route("/attempts", "routes/practice/attempts.tsx");
      route("/attempts/:attemptId", "routes/practice/workspace.tsx");
      route("/offline", "routes/practice/offline.tsx");
      route("/attempts/:attemptId/questions", "routes/practice/questions.tsx");
      route("/attempts/:attemptId/probes", "routes/practice/probes.tsx");
      route("/attempts/:attemptId/hints", "routes/practice/hints.tsx");
      route("/attempts/:attemptId/report", "routes/report/report.tsx");
      route("/attempts/:attemptId/drawing", "routes/report/drawing.tsx");
      route("/attempts/:attemptId/replay", "routes/report/replay.tsx");
      route("/attempts/:attemptId/replay/frames", "routes/report/replay-frames.tsx");
      route("/attempts/:attemptId/mark", "routes/report/mark.tsx");
      route("/attempts/:attemptId/appeal", "routes/report/appeal.tsx");
      route("/attempts/:attemptId/challenge", "routes/report/challenge.tsx");
      route("/attempts/:attemptId/share", "routes/report/share.tsx");
      route("/attempts/:attemptId/compare", "routes/report/compare.tsx");
      route("/shared/:token", "routes/report/shared.tsx");
      route("/shared/:token/drawing", "routes/report/shared-drawing.tsx");
      route("/attempts/:attemptId/solution", "routes/report/solution.tsx");
      route("/attempts/:attemptId/retry", "routes/practice/retry.tsx");
      route("/taster", "routes/practice/taster.tsx");
      route("/drills", "routes/practice/drills.tsx");
      route("/drills/:attemptId", "routes/practice/drill.tsx");
      route("/drills/:attemptId/result", "routes/report/drill-result.tsx");
      route("/review", "routes/review/queue.tsx");
      route("/review/:attemptId", "routes/review/review.tsx");
      route("/review/agreement", "routes/review/agreement.tsx");
      route("/review/agreement/labels", "routes/review/agreement-labels.tsx");
      route("/review/agreement/labels/:attemptId/:file", "routes/review/agreement-label-file.tsx");
      route("/review/ratings", "routes/review/ratings.tsx");
      route("/review/ratings/:attemptId", "routes/review/rating.tsx");
      route("/settings", "routes/admin/settings.tsx");
      route("/settings/connect", "routes/admin/connect.tsx");
      route("/admin", "routes/admin/overview.tsx");
      route("/welcome", "routes/admin/people-welcome.tsx");
      route("/admin/problems", "routes/admin/problems.tsx");
      route("/admin/problems/:slug", "routes/admin/problems-problem.tsx");
      route("/admin/problems/:slug/files/*", "routes/admin/problems-file.tsx");
      route("/admin/drafts/:draftId", "routes/admin/drafts-draft.tsx");
      route("/admin/drafts/:draftId/drawing", "routes/admin/drafts-drawing.tsx");
      route("/admin/drafts/:draftId/answer", "routes/admin/drafts-answer.tsx");
      route("/admin/people", "routes/admin/people.tsx");
      route("/admin/people/:personId", "routes/admin/people-person.tsx");
      route("/admin/people/cohorts", "routes/admin/cohorts.tsx");
      route("/admin/people/cohorts/:cohortId", "routes/admin/cohorts-cohort.tsx");
      route("/admin/people/invitations", "routes/admin/invitations.tsx");
      route("/admin/audit", "routes/admin/audit.tsx");
      route("/admin/queue", "routes/admin/queue.tsx");
      route("/admin/usage", "routes/admin/usage.tsx");
      route("/find", "routes/learn/find.tsx");
      route("/learn", "routes/learn/study-map.tsx");
      route("/learn/topics/:slug", "routes/learn/topic.tsx");
      route("/learn/tracks/:slug", "routes/learn/track.tsx");
      route("/learn/lenses", "routes/learn/lenses.tsx");
      route("/learn/misconceptions", "routes/learn/misconceptions.tsx");
      route("/how-grading-works", "routes/learn/how-grading-works.tsx");
      route("*", "routes/not-found.tsx");
    });
  },
};
