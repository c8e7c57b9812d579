import type { ProblemHistory } from "#server/authoring/get-problem-history";
import { Badge } from "~/components/ui/badge";
import { Section } from "~/components/ui/section";
import { textLinkStyle } from "~/components/ui/text-link";

/** The current versions and the calibration answers as the files they would be, to save one by one. */
export function FileList(props: {
  slug: string;
  files: readonly string[];
  answers: ProblemHistory["answers"];
}) {
  const edited = props.answers.filter(({ source }) => source === "app").map(({ name }) => name);
  return (
    <Section
      title="As files"
      intro="The current version as repository files. Put them there, and the next start loads them as the same versions."
      className="mt-12"
    >
      <ul className="columns-1 gap-x-12 sm:columns-2">
        {props.files.map((path) => (
          <li key={path} className="py-1">
            <a
              href={`/admin/problems/${props.slug}/files/${path}`}
              download={path.split("/").at(-1)}
              className={textLinkStyle("item", "text-code font-mono wrap-anywhere")}
            >
              {path}
            </a>{" "}
            {edited.some((name) => path.includes(`/answers/${name}.`)) && (
              <Badge>Edited in the app</Badge>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
