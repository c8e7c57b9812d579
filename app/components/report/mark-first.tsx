import { Form, useNavigation } from "@remix-run/react";
import { Section } from "~/components/ui/section";
import { estimateMinutes } from "~/lib/report/marking-minutes";
import type { MarkingLink } from "~/lib/report/own-marks-view";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";

/** Asked once, before the first look at a grade: what was seen can't be unseen. */
export function MarkFirst(props: {
  marking: MarkingLink;
  isEstimate: boolean;
  /** How many criteria there are, and how many have an own mark by now. */
  of: number;
  marked: number;
}) {
  const { marking, of, marked, isEstimate } = props;
  const navigation = useNavigation();
  const minutes = estimateMinutes(of - marked);
  return (
    <Section
      title={isEstimate ? "Your estimate is ready" : "Your grade is ready"}
      size="2xl"
      className="max-w-2xl"
    >
      <p className="text-lg text-pretty">
        How well do you know what you wrote? Mark your answer yourself before you look, and the
        report shows your marks next to the others.
      </p>
      <div className="mt-6 flex flex-wrap items-center gap-3">
        <Form method="post">
          <input type="hidden" name="intent" value="show" />
          <Button type="submit" variant="primary" isPending={navigation.state === "submitting"}>
            Show the report
          </Button>
        </Form>
        <ButtonLink to={marking.to}>
          {marking.hasBegun ? "Continue marking" : "Mark yourself first"}, about {minutes}{" "}
          {minutes === 1 ? "minute" : "minutes"}
        </ButtonLink>
      </div>
      {marked > 0 && (
        <p className="text-ink-soft mt-3">
          {marked} of {of} marked. If you look now, your marks are recorded as made afterward.
        </p>
      )}
    </Section>
  );
}
