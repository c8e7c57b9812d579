import type { PaletteReader } from "./palette-button";

/** What a query found on the server. */
export type Found = {
  query: string;
  problems: { slug: string; title: string }[];
  topics: { slug: string; title: string }[];
};

/** One line of the palette: a page to open, or the theme to change. */
export type Choice = { id: string; title: string; run: { to: string } | "theme" };
export type ChoiceGroup = { title: string; choices: Choice[] };

/** Pages that anybody may open, beside those of the menu; `words` are what else they are called. */
const PUBLIC_PAGES = [
  { to: "/", title: "Home", words: "start front" },
  { to: "/learn/lenses", title: "Interviewer lenses", words: "companies lab product startup" },
  { to: "/learn/misconceptions", title: "Misconceptions", words: "mistakes wrong" },
  { to: "/learn/tracks/four-weeks", title: "Four-week track", words: "plan schedule study" },
  { to: "/learn/tracks/eight-weeks", title: "Eight-week track", words: "plan schedule study" },
  { to: "/how-grading-works", title: "How grading works", words: "judge score estimate" },
];
const OWN_PAGES = [
  { to: "/due", title: "Due for practice", words: "drill cards repeat today" },
  { to: "/notices", title: "Notices", words: "news notifications" },
  { to: "/account", title: "Your account", words: "password profile delete export" },
];
const SETTINGS = { to: "/settings", title: "Settings", words: "model connect judge" };
const SIGN_IN = { to: "/sign-in", title: "Sign in", words: "log in login" };

/** What the palette offers for a query, by kind; pages and actions alone while nothing is typed. */
export function listChoices(
  query: string,
  found: Found | null,
  reader: PaletteReader,
): ChoiceGroup[] {
  const pages = [
    ...reader.pages,
    ...(reader.isSignedIn ? OWN_PAGES : [SIGN_IN]),
    ...(reader.maySeeSettings ? [SETTINGS] : []),
    ...PUBLIC_PAGES,
  ].filter((page) => isCalled(query, `${page.title} ${"words" in page ? page.words : ""}`));
  const theme: Choice = { id: "theme", title: "Switch between light and dark", run: "theme" };
  const groups: ChoiceGroup[] = [
    { title: "Pages", choices: pages.map(({ to, title }) => toChoice(to, title)) },
    {
      title: "Problems",
      choices: (found?.problems ?? []).map((it) => toChoice(`/problems/${it.slug}`, it.title)),
    },
    {
      title: "Topics",
      choices: (found?.topics ?? []).map((it) => toChoice(`/learn/topics/${it.slug}`, it.title)),
    },
    { title: "Actions", choices: isCalled(query, `${theme.title} theme mode`) ? [theme] : [] },
  ];
  return groups.filter(({ choices }) => choices.length > 0);
}

function toChoice(to: string, title: string): Choice {
  return { id: to, title, run: { to } };
}

/** Whether each word of the query begins a word of the text. */
function isCalled(query: string, text: string): boolean {
  const words = text.toLowerCase().split(/[\s-]+/);
  const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
  return parts.every((part) => words.some((word) => word.startsWith(part)));
}
