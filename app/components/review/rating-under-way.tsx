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
        lead="Your blind rating isn’t finished. This page shows the judge’s marks, so choose first."
      />
      <div className="flex max-w-prose flex-col items-start gap-8">
        <div className="flex flex-col items-start gap-3">
          <p>
            Finish the rating first: then it counts on the agreement board, and you see the judge’s
            marks next to yours.
          </p>
          <ButtonLink to={`/review/ratings/${attemptId}`} variant="primary">
            Continue the rating
          </ButtonLink>
        </div>
        <div className="border-line flex w-full flex-col items-start gap-3 border-t pt-6">
          <p>
            Or give it up. Your marks are discarded, and you can’t rate this attempt again once you
            have seen the judge’s marks.
          </p>
          <ReviewForm intent="look">
            {({ isPending }) => (
              <Button type="submit" variant="danger" isPending={isPending}>
                Give up my rating and open the review
              </Button>
            )}
          </ReviewForm>
        </div>
      </div>
    </>
  );
}
