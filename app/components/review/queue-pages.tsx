import { Link, useSearchParams } from "@remix-run/react";

/** The way to the page before and after; nothing where one page holds it all. */
export function QueuePages(props: { page: number; pageCount: number }) {
  const { page, pageCount } = props;
  const [query] = useSearchParams();
  if (pageCount <= 1) return null;
  function linkTo(target: number): string {
    const next = new URLSearchParams(query);
    next.set("page", String(target));
    return `?${next}`;
  }
  const style = "text-accent underline underline-offset-2";
  return (
    <nav aria-label="Pages" className="mt-6 flex items-center gap-6 tabular-nums">
      {page > 1 && (
        <Link to={linkTo(page - 1)} rel="prev" className={style}>
          Before
        </Link>
      )}
      <span className="text-ink-soft">
        Page {page} of {pageCount}
      </span>
      {page < pageCount && (
        <Link to={linkTo(page + 1)} rel="next" className={style}>
          Next
        </Link>
      )}
    </nav>
  );
}
