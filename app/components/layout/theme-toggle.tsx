import { SunMoon } from "lucide-react";
import { useTheme } from "~/lib/theme";
import { useHydrated } from "~/lib/use-hydrated";

/** Light or dark. Until the first press the page follows the reader's system. */
export function ThemeToggle() {
  const { theme, setChoice } = useTheme();
  // Without JavaScript the system's choice stands, and a dead button would be a lie.
  const isHydrated = useHydrated();
  return (
    <button
      type="button"
      disabled={!isHydrated}
      onClick={() => setChoice(theme === "dark" ? "light" : "dark")}
      aria-label="Dark theme"
      aria-pressed={theme === "dark"}
      title="Light or dark"
      className="text-ink-soft hover:text-ink hover:bg-sunken rounded-md px-1.5 py-2.5 sm:px-2.5"
    >
      <SunMoon aria-hidden className="size-5" />
    </button>
  );
}
