import type { JudgeFinding } from "#server/settings/get-judge-finding";
import { TextLink } from "~/components/ui/text-link";
import { sayShare } from "~/lib/check-words";
import { Callout } from "../ui/callout";
import { LocalTime } from "../ui/local-time";

/** That a check of the judge speaks against the grade shown; nothing where none does. */
export function JudgeFoundWanting({ finding }: { finding: JudgeFinding | null }) {
  if (finding === null) return null;
  return (
    <Callout tone="warn" title="The judge behind this grade failed a check" className="mb-6">
      <p>
        A check on <LocalTime iso={finding.at} detail="date" /> had {finding.model} grade answers
        with known verdicts. Its balanced accuracy was {sayShare(finding.balancedAccuracy)}, where
        50% is chance. Treat its marks as hints.{" "}
        <TextLink to="/how-grading-works#checked" className="print:hidden">
          How judges are checked
        </TextLink>
      </p>
    </Callout>
  );
}
