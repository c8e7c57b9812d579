import type { Review } from "#server/reviews/get-review";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { ReviewForm } from "./review-form";

/** Who looks at this attempt. */
export function AssignForm(props: {
  review: Review;
  reviewers: { id: string; name: string }[];
  viewerId: string;
}) {
  const { review, viewerId } = props;
  const reviewers = props.reviewers.filter(({ id }) => id !== review.candidate.id);
  const current = review.assignee?.id ?? "";
  return (
    <ReviewForm key={current} intent="assign" fields={{ was: current }}>
      {({ isPending }) => (
        <Field label="Assigned to">
          <div className="flex gap-2">
            <Select name="assigneeId" defaultValue={current} aria-label="Assigned to">
              <option value="">Nobody</option>
              {reviewers.map(({ id, name }) => (
                <option key={id} value={id}>
                  {id === viewerId ? `Me (${name})` : name}
                </option>
              ))}
            </Select>
            <Button type="submit" isPending={isPending}>
              Assign
            </Button>
          </div>
        </Field>
      )}
    </ReviewForm>
  );
}
