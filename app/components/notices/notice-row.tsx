import clsx from "clsx";
import type { Notice } from "#server/notices/list-notices";
import { LocalTime } from "~/components/ui/local-time";
import { TextLink } from "~/components/ui/text-link";
import { sayNotice, toNoticePath } from "~/lib/notice-words";

/** One notice: what happened, when, and the way there. An unread one has a dot and weight. */
export function NoticeRow({ notice, today }: { notice: Notice; today: string }) {
  const { isRead } = notice;
  return (
    <li className="border-line relative grid grid-cols-[1.25rem_1fr] items-baseline gap-x-2 border-t py-4 sm:grid-cols-[1.25rem_1fr_auto] sm:gap-x-4">
      <span
        aria-hidden
        className={clsx(
          "size-2.5 self-center rounded-full",
          isRead ? "border-line-strong border" : "bg-accent",
        )}
      />
      {/* The link's press reaches over the whole row. */}
      <TextLink
        to={toNoticePath(notice)}
        look="title"
        className={clsx("text-lg after:absolute after:inset-0", isRead ? "" : "font-bold")}
      >
        {!isRead && <span className="sr-only">Unread: </span>}
        {sayNotice(notice, today)}
      </TextLink>
      <LocalTime
        iso={notice.createdAt}
        className="text-ink-soft text-small col-start-2 tabular-nums sm:col-start-3"
      />
    </li>
  );
}
