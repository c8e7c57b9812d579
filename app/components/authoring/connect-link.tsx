import { Link } from "@remix-run/react";

/** The way out for authors whom no judge here can serve; a new tab, since what is typed isn't saved. */
export function ConnectLink() {
  return (
    <p className="mt-2">
      <Link
        to="/settings/connect"
        target="_blank"
        className="text-accent font-semibold underline underline-offset-2"
      >
        Connect a model
      </Link>{" "}
      (opens in a new tab)
    </p>
  );
}
