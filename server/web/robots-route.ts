import type { RequestHandler } from "express";
import type { SiteOf } from "./site-of";

/** What is somebody's own, or behind an address that only its holders know. */
const PEOPLES = [
  ...[
    "/account",
    "/admin",
    "/api/",
    "/attempts",
    "/demo",
    "/drills",
    "/due",
    "/find",
    "/invitation/",
  ],
  ...["/notices", "/offline", "/progress", "/reset/", "/review", "/settings", "/sign-out"],
  ...["/taster", "/track", "/welcome", "/*.data$"],
];
const SHARED = "/shared/";

/** They read a page because somebody has just put its link into a message, and index nothing. */
const PREVIEWERS = [
  ...["Discordbot", "facebookexternalhit", "LinkedInBot", "Slackbot-LinkExpanding"],
  ...["TelegramBot", "Twitterbot", "WhatsApp"],
];

/**
 * GET /robots.txt: keeps crawlers out of people's pages. Shared reports are open to those who only show
 * a preview; all others are told so by the pages as well (`noindex`).
 */
export function robotsRoute(siteOf: SiteOf): RequestHandler {
  return (request, response) => {
    const disallow = (paths: readonly string[]) => paths.map((path) => `Disallow: ${path}`);
    const lines = [
      ...PREVIEWERS.map((name) => `User-agent: ${name}`),
      ...disallow(PEOPLES),
      "",
      "User-agent: *",
      ...disallow([...PEOPLES, SHARED]),
      "",
      `Sitemap: ${siteOf(request)}/sitemap.xml`,
    ];
    response.type("text/plain").send(`${lines.join("\n")}\n`);
  };
}
