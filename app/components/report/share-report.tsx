import { useFetcher } from "@remix-run/react";
import { Link2 } from "lucide-react";
import { useState } from "react";
import type { MouseEvent } from "react";
import type { SharePage } from "#server/grades/list-share-links";
import type { Reach } from "#server/net/reach-of";
import { ButtonLink } from "../ui/button-link";
import { Dialog } from "../ui/dialog";
import { Spinner } from "../ui/spinner";
import { ShareDesk } from "./share-desk";
import type { ShareReply } from "./share-desk";

/** The button that opens the dialog of a report's links. Before and without JavaScript it is a link to the page. */
export function ShareReport({ attemptId }: { attemptId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const list = useFetcher<SharePage & { reach: Reach }>();
  const forms = useFetcher<ShareReply>();
  const to = `/attempts/${attemptId}/share`;

  function open(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    list.load(to);
    setIsOpen(true);
  }
  return (
    <>
      <ButtonLink to={to} onClick={open}>
        <Link2 aria-hidden className="size-4.5" /> Share
      </ButtonLink>
      <Dialog isOpen={isOpen} onOpenChange={setIsOpen} title="Share this report">
        {list.data === undefined ? (
          <p className="text-ink-soft flex items-center gap-2">
            <Spinner /> Loading the links
          </p>
        ) : (
          <ShareDesk page={list.data} reply={forms.data ?? null} fetcher={forms} />
        )}
      </Dialog>
    </>
  );
}
