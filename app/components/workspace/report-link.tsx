import { useNavigate } from "@remix-run/react";
import { ButtonLink } from "~/components/ui/button-link";
import type { WorkspaceSync } from "~/lib/saving/open-sync";

/** A server that doesn't answer must not keep the report closed; the report sends the rest itself. */
const FLUSH_WAIT_MS = 3_000;

/** Opens the report once what was typed last has arrived, so that the report shows it. */
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
        await Promise.race([
          props.sync?.loop.flush(),
          new Promise((resolve) => setTimeout(resolve, FLUSH_WAIT_MS)),
        ]);
        navigate(to);
      }}
    >
      Open the report
    </ButtonLink>
  );
}
