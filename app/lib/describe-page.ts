import type { MetaDescriptor } from "@remix-run/node";
import { PREVIEW_SIZE } from "#domain/site/previews";
import type { PreviewName } from "#domain/site/previews";

type PageWords = { title: string; description: string; preview: PreviewName };
/** What `meta` is handed, as far as it is read here. */
type MetaPlace = {
  matches: readonly { id: string; data?: unknown }[];
  location: { pathname: string };
};

/** The head of a page that anybody may open: for search engines, and for sites that show previews. */
export function describePage(place: MetaPlace, words: PageWords): MetaDescriptor[] {
  const href = originOf(place) + (place.location.pathname.replace(/\/$/, "") || "/");
  return [
    ...previewPage(place, words),
    { name: "description", content: words.description },
    { tagName: "link", rel: "canonical", href },
    { property: "og:url", content: href },
  ];
}

/** A page's title, and how other sites show a link to it. */
export function previewPage(place: MetaPlace, words: PageWords): MetaDescriptor[] {
  const { title, description, preview } = words;
  return [
    { title: `${title} · Scaleboard` },
    { property: "og:site_name", content: "Scaleboard" },
    { property: "og:type", content: "website" },
    { property: "og:title", content: title },
    { property: "og:description", content: description },
    { property: "og:image", content: `${originOf(place)}/previews/${preview}.png` },
    { property: "og:image:width", content: String(PREVIEW_SIZE.width) },
    { property: "og:image:height", content: String(PREVIEW_SIZE.height) },
    { name: "twitter:card", content: "summary_large_image" },
  ];
}

/** Previews are read elsewhere, where an address without its origin leads nowhere. */
function originOf({ matches }: MetaPlace): string {
  const root = matches.find(({ id }) => id === "root")?.data as { appUrl: string } | undefined;
  return root?.appUrl ?? "";
}
