import sansUrl from "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2?url";
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { hasRole } from "#domain/accounts/roles";
import { subjectOfPath } from "#domain/notices/notice";
import { getDemoPerson } from "#server/accounts/demo-people";
import { nameWriter } from "#server/accounts/name-writer";
import { recordVisit } from "#server/notices/record-visit";
import { ErrorPage } from "~/components/layout/error-page";
import { NavigationProgress } from "~/components/layout/navigation-progress";
import { SiteFooter } from "~/components/layout/site-footer";
import { SiteHeader } from "~/components/layout/site-header";
import type * as BesideModule from "~/components/layout/beside-page";
import { useNonce } from "~/lib/nonce";
import { useFrame } from "~/lib/page-handle";
import { readTimeZone, useTellTimeZone } from "~/lib/time-zone";
import { ThemeProvider, readThemeChoice } from "~/lib/theme";
import "~/styles/app.css";

export const links: LinksFunction = () => [
  { rel: "preload", href: sansUrl, as: "font", type: "font/woff2", crossOrigin: "anonymous" },
  { rel: "icon", href: "/favicon.ico", sizes: "32x32" },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "apple-touch-icon", href: "/apple-touch-icon.png" },
  { rel: "manifest", href: "/manifest.webmanifest" },
];

export const meta: MetaFunction = () => [{ title: "Scaleboard" }];

/** What every page knows: who is here, how the theme was chosen, what this server is. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer } = context;
  const [{ hasModel }, demoPerson, notices] = await Promise.all([
    context.getJudge(),
    viewer && getDemoPerson(context.db, viewer),
    viewer && recordVisit(context.db, { userId: viewer.id, ...readVisit(request) }),
  ]);
  return {
    viewer,
    writer: nameWriter(viewer, context.sessionToken),
    isDemo: context.settings.isDemo,
    /** The demo candidate of this browser, who can become an account. */
    mayKeep: demoPerson !== null && context.settings.signUp === "open",
    speech: context.settings.speech,
    hasModel,
    notices,
    appUrl: context.settings.appUrl,
    version: viewer && hasRole(viewer.role, "reviewer") ? context.settings.version : null,
    themeChoice: readThemeChoice(request.headers.get("Cookie")),
  };
}

/** What is opened, and when for whom. */
function readVisit({ headers, url }: Request) {
  return {
    subject: subjectOfPath(new URL(url).pathname),
    now: new Date(),
    timeZone: readTimeZone(headers.get("Cookie")),
  };
}

/** The document, around pages and around errors alike. */
export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const data = useRouteLoaderData<typeof loader>("root");
  return (
    <ThemeProvider initialChoice={data?.themeChoice ?? "system"}>
      {(choice) => (
        <html lang="en" data-theme={choice === "system" ? undefined : choice}>
          <head>
            <meta charSet="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            <Meta />
            <Links />
          </head>
          <body className="flex flex-col">
            {children}
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </body>
        </html>
      )}
    </ThemeProvider>
  );
}

function Frame({ isFull, children }: { isFull: boolean; children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const viewer = data?.viewer ?? null;
  const known = data?.notices ?? null;
  const beside = useBesidePage();
  const [told, setTold] = useState<{ known: typeof known; unread: number }>();
  const unread = told?.known === known ? told?.unread : known?.unread;
  return (
    <>
      <a
        href="#main"
        className="bg-accent text-accent-ink sr-only z-50 rounded-md px-4 py-2 font-semibold focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <NavigationProgress />
      {!isFull && (
        <SiteHeader viewer={viewer} isDemo={data?.isDemo ?? false} unread={unread ?? 0} />
      )}
      <main
        id="main"
        tabIndex={-1}
        className={
          isFull
            ? "flex min-h-0 flex-1 flex-col outline-none"
            : "mx-auto w-full max-w-6xl flex-1 px-4 py-8 outline-none sm:px-6 sm:py-12"
        }
      >
        {children}
      </main>
      {beside && data && (
        <beside.BesidePage
          writer={data.writer}
          isFull={isFull}
          newestId={known?.newestId ?? null}
          onUnread={(count) => setTold({ known, unread: count })}
        />
      )}
      {!isFull && (
        <SiteFooter
          hasModel={data?.hasModel ?? true}
          version={data?.version ?? null}
          offersDemoStaff={data?.isDemo === true && viewer === null}
        />
      )}
    </>
  );
}

/** Loaded once the page is there, and not missed where it can't be. */
function useBesidePage(): typeof BesideModule | null {
  const [beside, setBeside] = useState<typeof BesideModule | null>(null);
  useEffect(() => {
    import("~/components/layout/beside-page").then(setBeside, () => undefined);
  }, []);
  return beside;
}

export default function App() {
  useTellTimeZone();
  return (
    <Frame isFull={useFrame() === "full"}>
      <Outlet />
    </Frame>
  );
}

export function ErrorBoundary() {
  return (
    <Frame isFull={false}>
      <ErrorPage error={useRouteError()} />
    </Frame>
  );
}
