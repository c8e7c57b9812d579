import { ButtonLink } from "~/components/ui/button-link";
import { Button } from "~/components/ui/button";
import { PageHeader } from "~/components/ui/page-header";
import { ReviewForm } from "./review-form";

/** Who rates blindly chooses: finish that first, or give it up and see what the judge said. */
export function RatingUnderWay({ attemptId }: { attemptId: string }) {
  return (
    <>
      <PageHeader
        title="You are rating this attempt"
        lead="Your blind rating is not finished. Here stand the judge’s marks, so this page opens once you have chosen."
      />
      <div className="flex max-w-prose flex-col items-start gap-8">
        <div className="flex flex-col items-start gap-3">
          <p>
            Finish the rating first: then it counts on the agreement board, and the judge’s marks
            are shown beside yours.
          </p>
          <ButtonLink to={`/review/ratings/${attemptId}`} variant="primary">
            Go on with the rating
          </ButtonLink>
        </div>
        <div className="border-line flex w-full flex-col items-start gap-3 border-t pt-6">
          <p>
            Or give it up. The marks you have made are thrown away, and you can’t rate this attempt
            again: what you see now can’t be unseen.
          </p>
          <ReviewForm intent="look">
            {({ isPending }) => (
              <Button type="submit" variant="danger" isPending={isPending}>
                Give my rating up and open the review
              </Button>
            )}
          </ReviewForm>
        </div>
      </div>
    </>
  );
}
