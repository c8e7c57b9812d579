import { textLinkStyle } from "~/components/ui/text-link";

/** Links to the parts of a lesson. */
export function LessonContents(props: { parts: readonly { id: string; title: string }[] }) {
  return (
    <nav aria-label="On this page" className="border-line border-l pl-5 print:hidden">
      <ol className="max-w-[40.5rem] gap-x-10 sm:columns-2">
        {props.parts.map(({ id, title }) => (
          <li key={id} className="py-1">
            <a href={`#${id}`} className={textLinkStyle("contents")}>
              {title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
