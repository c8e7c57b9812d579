import { useNavigate } from "@remix-run/react";
import { ButtonLink } from "~/components/ui/button-link";
import type { WorkspaceSync } from "~/lib/saving/open-sync";

/**
 * Opens the report once what was typed last has arrived, so that the report shows it. What doesn't arrive
 * stays in this browser, and the report sends it.
 */
export function ReportLink(props: { attemptId: string; sync: WorkspaceSync | null }) {
  const to = `/attempts/${props.attemptId}/report`;
  const navigate = useNavigate();
  return (
    <ButtonLink
      size="sm"
      className="mt-2"
      to={to}
      onClick={async (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        await props.sync?.loop.flush();
        navigate(to);
      }}
    >
      Open the report
    </ButtonLink>
  );
}
