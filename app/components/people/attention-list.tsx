import { Link } from "@remix-run/react";
import type { Attention } from "#server/accounts/get-attention";
import type { Workers } from "#server/grades/get-workers";
import { NoWorker } from "~/components/usage/no-worker";

type Line = { key: keyof Attention; one: string; many: string; to: string };

const LINES: Line[] = [
  { key: "failedGradings", one: "grading stopped", many: "gradings stopped", to: "/admin/queue" },
  { key: "openAppeals", one: "appeal is open", many: "appeals are open", to: "/review" },
  { key: "openDrafts", one: "draft is open", many: "drafts are open", to: "/admin/problems" },
  {
    key: "openInvitations",
    one: "invitation is unused",
    many: "invitations are unused",
    to: "/admin/people/invitations",
  },
];

/** What waits for somebody, in figures that lead there; where nothing does, so much. */
export function AttentionList(props: { attention: Attention; workers: Workers }) {
  const { workers } = props;
  const waiting = LINES.filter(({ key }) => props.attention[key] > 0);
  if (waiting.length === 0 && workers.alive > 0) {
    return <p className="text-ink-soft">Nothing needs your attention.</p>;
  }
  return (
    <>
      <NoWorker workers={workers} className="mb-4" />
      {waiting.length > 0 && (
        <ul className="border-line border-b">
          {waiting.map(({ key, one, many, to }) => (
            <li key={key} className="border-line border-t">
              <Link to={to} className="hover:bg-sunken group flex items-baseline gap-3 py-3">
                <strong className="min-w-10 text-right text-2xl tabular-nums">
                  {props.attention[key]}
                </strong>
                <span className="text-accent group-hover:underline">
                  {props.attention[key] === 1 ? one : many}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
