import type { ReactNode } from "react";
import { Callout } from "~/components/ui/callout";
import { CopyButton } from "~/components/ui/copy-button";
import { LocalTime } from "~/components/ui/local-time";

export type MadeLink = { email: string; url: string; expiresAt: string };

/** A link that was made just now: this is the one time that it can be read. */
export function OneTimeLink(props: { link: MadeLink; children: ReactNode }) {
  const { email, url, expiresAt } = props.link;
  return (
    <Callout
      tone="ok"
      role="status"
      title={<span className="wrap-anywhere">The link for {email}</span>}
    >
      <p className="my-2 flex items-start gap-2">
        <code className="bg-surface border-line text-small min-w-0 rounded-sm border px-2 py-1 break-all">
          {url}
        </code>
        <CopyButton text={url} />
      </p>
      <p>
        Copy it now and send it yourself: no e-mail is sent, and it is shown only once. It works
        until <LocalTime iso={expiresAt} />. {props.children}
      </p>
    </Callout>
  );
}
