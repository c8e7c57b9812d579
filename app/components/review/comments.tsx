import type { ReviewComment } from "#server/reviews/get-review";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { LocalTime } from "../ui/local-time";
import { Textarea } from "../ui/textarea";
import { ReviewForm } from "./review-form";
import { TakeBack } from "./take-back";

/** What reviewers have said, and a place to say more. Null: about the whole. */
export function Comments(props: { criterionId: string | null; comments: ReviewComment[] }) {
  const own = props.comments.filter(({ criterionId }) => criterionId === props.criterionId);
  return (
    <div className="space-y-3">
      {own.map((comment) => (
        <CommentItem key={comment.id} comment={comment} />
      ))}
      {/* Keyed, so that the field is empty again once what it held stands above. */}
      <ReviewForm
        key={own.length}
        intent="comment"
        fields={{ criterionId: props.criterionId ?? "" }}
        keepAs={`comment/${props.criterionId ?? ""}`}
      >
        {({ isPending, errorsOf }) => (
          <>
            <Field label="Comment for the candidate" errors={errorsOf("text")}>
              <Textarea name="text" rows={2} />
            </Field>
            <Button type="submit" size="sm" className="self-start" isPending={isPending}>
              Add the comment
            </Button>
          </>
        )}
      </ReviewForm>
    </div>
  );
}

function CommentItem({ comment }: { comment: ReviewComment }) {
  return (
    <div className="border-line border-l-2 pl-3">
      <p className="text-ink-soft text-small">
        {comment.by}, <LocalTime iso={comment.at} />
      </p>
      <p className="wrap-anywhere whitespace-pre-wrap">{comment.text}</p>
      {comment.isOwn && (
        <ReviewForm intent="delete-comment" fields={{ commentId: comment.id }}>
          {({ isPending }) => (
            <TakeBack isPending={isPending} question="Delete this comment?">
              Delete
            </TakeBack>
          )}
        </ReviewForm>
      )}
    </div>
  );
}
