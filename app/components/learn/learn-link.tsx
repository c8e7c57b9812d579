import { TextLink } from "~/components/ui/text-link";

/** The line above a title that leads back to the study map. */
export function LearnLink() {
  return (
    <TextLink to="/learn" look="back">
      Learn
    </TextLink>
  );
}
