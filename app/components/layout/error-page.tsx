import { isRouteErrorResponse } from "@remix-run/react";
import { ButtonLink } from "~/components/ui/button-link";
import { describeError } from "~/lib/describe-error";

/** What happened, what was kept, where to go. */
export function ErrorPage(props: { error: unknown }) {
  const response = isRouteErrorResponse(props.error) ? props.error : null;
  const { title, message, advice } = describeError(response);
  return (
    <div className="max-w-2xl py-8">
      {response !== null && <p className="text-ink-soft mb-2 tabular-nums">{response.status}</p>}
      <h1 className="text-3xl font-bold sm:text-4xl">{title}</h1>
      <p className="mt-4 text-lg">{message}</p>
      {advice !== null && <p className="text-ink-soft mt-2 text-lg">{advice}</p>}
      <div className="mt-8 flex flex-wrap gap-2">
        <ButtonLink to="/problems" variant="primary">
          See the problems
        </ButtonLink>
        <ButtonLink to="/attempts">My attempts</ButtonLink>
      </div>
    </div>
  );
}
