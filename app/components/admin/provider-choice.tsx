import { Link } from "@remix-run/react";
import clsx from "clsx";
import type { Provider } from "#domain/settings/providers";
import { TextLink } from "~/components/ui/text-link";
import { sayProvider } from "~/lib/provider-words";

/** Where the model runs: each choice is a link, so that it works as an address and without scripts. */
export function ProviderChoice(props: {
  providers: readonly Provider[];
  chosen: Provider | null;
  /** Of the report that the way began at. */
  from: string | null;
}) {
  const { providers, chosen, from } = props;
  return (
    <nav aria-labelledby="provider-title">
      <ul className="grid gap-2 sm:grid-cols-2">
        {providers.map((provider) => {
          const { title, hint } = sayProvider(provider);
          const query = new URLSearchParams({ provider, ...(from !== null && { from }) });
          const isChosen = provider === chosen;
          return (
            // Where there is one column, what belongs to the choice follows it at once.
            <li key={provider} className={clsx(chosen !== null && !isChosen && "max-sm:hidden")}>
              <Link
                to={`?${query}`}
                preventScrollReset
                aria-current={isChosen ? "true" : undefined}
                className={clsx(
                  "block h-full rounded-md border px-3 py-2.5",
                  isChosen
                    ? "border-accent bg-accent-soft ring-accent ring-1"
                    : "bg-surface border-line-strong hover:border-accent",
                )}
              >
                <span className="block leading-6 font-semibold">{title}</span>
                <span className="text-ink-soft text-small block leading-snug">{hint}</span>
              </Link>
            </li>
          );
        })}
      </ul>
      {chosen !== null && (
        <p className="mt-3 sm:hidden">
          <TextLink
            to={`?${new URLSearchParams({ provider: "", ...(from !== null && { from }) })}`}
          >
            Somewhere else
          </TextLink>
        </p>
      )}
    </nav>
  );
}
