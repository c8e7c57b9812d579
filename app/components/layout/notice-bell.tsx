import { Link } from "@remix-run/react";
import { Bell } from "lucide-react";

/** The way to the notices, with how many are unread. */
export function NoticeBell({ unread }: { unread: number }) {
  return (
    <Link
      to="/notices"
      aria-label={unread > 0 ? `Notices, ${unread} unread` : "Notices"}
      className="text-ink-soft hover:text-ink hover:bg-sunken relative rounded-md px-1.5 py-2.5 sm:px-2.5"
    >
      <Bell aria-hidden className="size-5" />
      {unread > 0 && (
        <span
          aria-hidden
          className="bg-accent text-accent-ink absolute top-0 right-0 rounded-md px-1 text-sm leading-5 font-semibold"
        >
          {unread}
        </span>
      )}
    </Link>
  );
}
