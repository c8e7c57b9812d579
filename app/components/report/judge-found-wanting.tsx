import type { JudgeFinding } from "#server/settings/get-judge-finding";
import { TextLink } from "~/components/ui/text-link";
import { sayShare } from "~/lib/check-words";
import { Callout } from "../ui/callout";
import { LocalTime } from "../ui/local-time";

/** That a check of the judge speaks against the grade shown; nothing where none does. */
export function JudgeFoundWanting({ finding }: { finding: JudgeFinding | null }) {
  if (finding === null) return null;
  return (
    <Callout tone="warn" title="The judge of this grade was found wanting" className="mb-6">
      <p>
        A check on <LocalTime iso={finding.at} detail="date" /> had {finding.model} grade answers
        whose verdicts are known. Its balanced accuracy was {sayShare(finding.balancedAccuracy)},
        where 50&nbsp;% is chance. Take its marks as hints until a person has looked.{" "}
        <TextLink to="/how-grading-works#checked" className="print:hidden">
          How judges are checked
        </TextLink>
      </p>
    </Callout>
  );
}
