import { createContext, useContext, useMemo, useState, useSyncExternalStore } from "react";
import type { ReactNode } from "react";

/** `system` follows the reader's machine. */
export type ThemeChoice = "light" | "dark" | "system";
export type Theme = "light" | "dark";

const COOKIE_NAME = "theme";
const COOKIE_MAX_AGE_S = 365 * 24 * 60 * 60;
const DARK_QUERY = "(prefers-color-scheme: dark)";

/**
 * The choice kept in the request's cookies. The server renders it into <html data-theme>, so the
 * first paint is right without a script.
 */
export function readThemeChoice(cookieHeader: string | null): ThemeChoice {
  const match = /(?:^|;\s*)theme=(light|dark)(?:;|$)/.exec(cookieHeader ?? "");
  if (match?.[1] === "light" || match?.[1] === "dark") return match[1];
  return "system";
}

type ThemeControl = { choice: ThemeChoice; setChoice: (choice: ThemeChoice) => void };

const ThemeContext = createContext<ThemeControl>({ choice: "system", setChoice: () => undefined });

export function ThemeProvider(props: {
  initialChoice: ThemeChoice;
  children: (choice: ThemeChoice) => ReactNode;
}) {
  const [choice, setState] = useState(props.initialChoice);
  const control = useMemo(() => {
    function setChoice(next: ThemeChoice) {
      const maxAge = next === "system" ? 0 : COOKIE_MAX_AGE_S;
      document.cookie = `${COOKIE_NAME}=${next}; Path=/; Max-Age=${maxAge}; SameSite=Lax`;
      setState(next);
    }
    return { choice, setChoice };
  }, [choice]);
  return <ThemeContext.Provider value={control}>{props.children(choice)}</ThemeContext.Provider>;
}

function subscribeToSystem(onChange: () => void): () => void {
  const query = window.matchMedia(DARK_QUERY);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}

/**
 * The theme as shown, and the way to change it. On the server `system` counts as light; colours in
 * markup should come from the tokens, which need no script.
 */
export function useTheme(): ThemeControl & { theme: Theme } {
  const control = useContext(ThemeContext);
  const isSystemDark = useSyncExternalStore(
    subscribeToSystem,
    () => window.matchMedia(DARK_QUERY).matches,
    () => false,
  );
  const system: Theme = isSystemDark ? "dark" : "light";
  return { ...control, theme: control.choice === "system" ? system : control.choice };
}
