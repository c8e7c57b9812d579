import { useNavigate } from "@remix-run/react";
import { ButtonLink } from "~/components/ui/button-link";
import type { WorkspaceSync } from "~/lib/saving/open-sync";

/** A server that doesn't answer must not keep the report closed; the report sends the rest itself. */
const FLUSH_WAIT_MS = 3_000;

/** Opens the report once what was typed last has arrived, so that the report shows it. */
export function ReportLink({ to, sync }: { to: string; sync: WorkspaceSync | null }) {
  const navigate = useNavigate();
  return (
    <ButtonLink
      size="sm"
      className="mt-2"
      to={to}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        const wait = new Promise((resolve) => setTimeout(resolve, FLUSH_WAIT_MS));
        void Promise.race([sync?.loop.flush(), wait]).then(() => navigate(to));
      }}
    >
      Open the report
    </ButtonLink>
  );
}
