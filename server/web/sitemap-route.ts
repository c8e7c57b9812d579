import type { RequestHandler } from "express";
import { escapeText } from "#domain/figures/svg";
import type { Db } from "../db/client";
import { listSamples } from "../problems/get-sample";
import { listProblems } from "../problems/list-problems";
import type { Study } from "../study/study";
import type { SiteOf } from "./site-of";

/** GET /sitemap.xml: the pages that anybody may open and that have something to read. */
export function sitemapRoute(tools: { db: Db; study: Study; siteOf: SiteOf }): RequestHandler {
  return (request, response, next) => {
    listPaths(tools).then((paths) => {
      const site = tools.siteOf(request);
      const urls = paths.map((path) => `<url><loc>${escapeText(site + path)}</loc></url>`);
      response
        .type("application/xml")
        .send(
          `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join("\n")}\n</urlset>\n`,
        );
    }, next);
  };
}

async function listPaths({ db, study }: { db: Db; study: Study }): Promise<string[]> {
  const [problems, samples] = await Promise.all([listProblems(db, null), listSamples(db)]);
  return [
    ...["/", "/problems", "/learn", "/how-grading-works", "/learn/lenses", "/learn/misconceptions"],
    ...problems.map(({ slug }) => `/problems/${slug}`),
    ...samples.map((name) => `/sample/${name}`),
    ...[...study.tracks.keys()].map((slug) => `/learn/tracks/${slug}`),
    ...[...study.topics.keys()].map((slug) => `/learn/topics/${slug}`),
  ];
}
