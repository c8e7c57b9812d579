import { Link, useLocation, useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { subjectOfPath } from "#domain/notices/notice";
import type { NoticeSubject } from "#domain/notices/notice";
import type { NoticeState } from "#server/notices/get-notice-state";
import type { Notice } from "#server/notices/list-notices";
import { CloseButton } from "~/components/ui/close-button";
import { joinLive } from "~/lib/live/join-live";
import { sayNotice, toNoticePath } from "~/lib/notice-words";

/** How long a notice stays when nobody points at it. It is in the list as long as it matters. */
const SHOWN_MS = 15_000;

export type LiveNoticesProps = {
  personId: string;
  /** The newest notice that the page knew when it was loaded. */
  newestId: number;
  onUnread: (unread: number) => void;
};

/**
 * Keeps the count of unread notices up to date while a page is open, and says what has just come. A
 * page that is about it is read again instead.
 */
export function LiveNotices({ personId, newestId, onUnread }: LiveNoticesProps) {
  const { pathname } = useLocation();
  const { revalidate } = useRevalidator();
  const [shown, setShown] = useState<Notice | null>(null);
  const knownId = useRef(newestId);
  useEffect(() => {
    knownId.current = Math.max(knownId.current, newestId);
  }, [newestId]);

  function take({ unread, newest }: NoticeState): void {
    onUnread(unread);
    const news = newest.filter(({ id }) => id > knownId.current);
    const [latest] = news;
    if (!latest) {
      // Read meanwhile, maybe in another tab.
      setShown((current) => (newest.some(({ id }) => id === current?.id) ? current : null));
      return;
    }
    knownId.current = latest.id;
    const subject = subjectOfPath(pathname);
    const isHere = pathname === "/notices" || news.some((notice) => isAbout(notice, subject));
    if (isHere) revalidate();
    else if (document.visibilityState === "visible") setShown(latest);
  }
  const takeNow = useRef(take);
  useEffect(() => {
    takeNow.current = take;
  });

  // After it was refused, another page is another try.
  const [refusedOn, setRefusedOn] = useState<string | null>(null);
  const isRefused = refusedOn === pathname;
  useEffect(() => {
    if (isRefused) return;
    const live = joinLive(personId);
    const stop = live.listen({
      onEvent: (event) => {
        if (event.kind === "notices") takeNow.current(event.state);
      },
      onLost: () => undefined,
      onRefused: (status) => {
        if (status < 500) setRefusedOn(window.location.pathname);
      },
    });
    return () => {
      stop();
      live.leave();
    };
  }, [personId, isRefused]);

  // Someone back at a page of yesterday's: the server knows what is due today.
  const day = useRef(new Date().toDateString());
  useEffect(() => {
    const lookAtDay = () => {
      const today = new Date().toDateString();
      if (document.visibilityState === "hidden" || today === day.current) return;
      day.current = today;
      revalidate();
    };
    document.addEventListener("visibilitychange", lookAtDay);
    return () => document.removeEventListener("visibilitychange", lookAtDay);
  }, [revalidate]);

  useEffect(() => setShown(null), [pathname]);
  return (
    <div role="status" className="fixed right-4 bottom-4 left-4 z-40 sm:left-auto print:hidden">
      {shown !== null && <Toast key={shown.id} notice={shown} onClose={() => setShown(null)} />}
    </div>
  );
}

function Toast({ notice, onClose }: { notice: Notice; onClose: () => void }) {
  const [isHeld, setIsHeld] = useState(false);
  const close = useRef(onClose);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => close.current(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld]);
  return (
    <div
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
      className="bg-surface border-line shadow-floating flex max-w-md items-start gap-3 rounded-md border py-2 pr-2 pl-4"
    >
      <Link
        to={toNoticePath(notice)}
        className="text-accent my-1.5 font-semibold underline-offset-2 hover:underline"
      >
        {sayNotice(notice, notice.kind === "due" ? notice.day : "")}
      </Link>
      <CloseButton label="Close this notice" onPress={onClose} className="-my-px" />
    </div>
  );
}

function isAbout(notice: Notice, subject: NoticeSubject | null): boolean {
  if (subject === null) return false;
  if (notice.kind === "due" || notice.kind === "admin_link") return subject === notice.kind;
  return typeof subject !== "string" && subject.attemptId === notice.attempt.id;
}
