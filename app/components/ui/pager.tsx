import { useSearchParams } from "@remix-run/react";
import { ButtonLink } from "./button-link";

/** The way through a list of several pages, `page` of the URL; nothing where there is one. */
export function Pager(props: { page: number; pageCount: number }) {
  const { page, pageCount } = props;
  const [query] = useSearchParams();
  if (pageCount <= 1) return null;
  function toPage(target: number): string {
    const next = new URLSearchParams(query);
    next.set("page", String(target));
    return `?${next}`;
  }
  return (
    <nav aria-label="Pages" className="mt-6 flex flex-wrap items-center gap-3">
      {page > 1 && (
        <ButtonLink to={toPage(page - 1)} rel="prev">
          Previous
        </ButtonLink>
      )}
      <p className="text-ink-soft tabular-nums">
        Page {page} of {pageCount}
      </p>
      {page < pageCount && (
        <ButtonLink to={toPage(page + 1)} rel="next">
          Next
        </ButtonLink>
      )}
    </nav>
  );
}
