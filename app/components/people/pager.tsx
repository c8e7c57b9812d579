import { ButtonLink } from "~/components/ui/button-link";

/** The way through a list of several pages; nothing where there is one. */
export function Pager(props: { page: number; pageCount: number; toUrl: (page: number) => string }) {
  const { page, pageCount, toUrl } = props;
  if (pageCount <= 1) return null;
  return (
    <nav aria-label="Pages" className="mt-6 flex flex-wrap items-center gap-3">
      {page > 1 && (
        <ButtonLink to={toUrl(page - 1)} rel="prev">
          Previous
        </ButtonLink>
      )}
      <p className="text-ink-soft tabular-nums">
        Page {page} of {pageCount}
      </p>
      {page < pageCount && (
        <ButtonLink to={toUrl(page + 1)} rel="next">
          Next
        </ButtonLink>
      )}
    </nav>
  );
}
