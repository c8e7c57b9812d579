import type { SampleName } from "#domain/problems/samples";
import { TextLink } from "~/components/ui/text-link";

/** The way to the sample reports; nothing where this server has none. */
export function SampleLinks(props: { samples: readonly SampleName[]; className?: string }) {
  const { samples } = props;
  if (samples.length === 0) return null;
  return (
    <p className={props.className}>
      See what a report looks like:{" "}
      {samples.map((name, index) => (
        <span key={name}>
          {index > 0 && " or "}
          <TextLink to={`/sample/${name}`} prefetch="intent">
            a {name} answer
          </TextLink>
        </span>
      ))}
      , marked with the rubric’s own labels.
    </p>
  );
}
