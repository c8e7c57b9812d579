import { Link } from "@remix-run/react";
import type { Attention } from "#server/accounts/get-attention";

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
export function AttentionList(props: { attention: Attention }) {
  const waiting = LINES.filter(({ key }) => props.attention[key] > 0);
  if (waiting.length === 0) return <p className="text-ink-soft">Nothing needs your attention.</p>;
  return (
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
  );
}
