import type { GivenVerdict } from "#server/reviews/get-review";
import type { CriterionView } from "~/lib/report/report-view";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";
import { ReviewForm } from "./review-form";
import { VerdictChoice } from "./verdict-choice";

/** Says of acceptance what an override's reason must say. */
const ACCEPTED = "I agree with the judge.";

/** A person's own verdict with its reason; or, in one press, that the judge's is right. */
export function OverrideForm(props: {
  criterion: CriterionView;
  gradeId: string;
  given: GivenVerdict | null;
  /** Whether the rubric says what half of it is. */
  hasHalf: boolean;
}) {
  const { criterion, gradeId, given, hasHalf } = props;
  const fields = { gradeId, criterionId: criterion.id, basedOn: given?.id ?? "" };
  return (
    <div className="space-y-3">
      {given === null && criterion.verdict !== "cannot_assess" && (
        <ReviewForm
          intent="override"
          fields={{ ...fields, verdict: criterion.verdict, reason: ACCEPTED }}
        >
          {({ isPending }) => (
            <Button type="submit" size="sm" className="self-start" isPending={isPending}>
              Accept the judge’s verdict
            </Button>
          )}
        </ReviewForm>
      )}
      <ReviewForm
        intent="override"
        fields={fields}
        keepAs={`override/${criterion.id}/${fields.basedOn}`}
      >
        {({ isPending, errorsOf }) => (
          <>
            <VerdictChoice
              name="verdict"
              legend={given === null ? "Your verdict" : "Change verdict"}
              without={hasHalf ? [] : ["partial"]}
              errors={errorsOf("verdict")}
            />
            <Field label="Reason (the candidate reads it)" errors={errorsOf("reason")}>
              <Textarea name="reason" rows={2} />
            </Field>
            <Button type="submit" size="sm" className="self-start" isPending={isPending}>
              Save verdict
            </Button>
          </>
        )}
      </ReviewForm>
    </div>
  );
}
