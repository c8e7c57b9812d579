import { Form, useNavigation } from "@remix-run/react";
import { PencilLine, Plug } from "lucide-react";
import type { ReactNode } from "react";
import { Section } from "~/components/ui/section";
import { TextLink } from "~/components/ui/text-link";
import { sayMarking } from "~/lib/report/own-marks-view";
import type { MarkingLink } from "~/lib/report/own-marks-view";
import { Button } from "../ui/button";

/** Who grades here now, as far as the report's reader may know. */
export type JudgeHere = {
  /** The model that judges here by now; null where none does. */
  model: string | null;
  /** The reader may change who judges here. */
  mayConnect: boolean;
};

/** What leads from an estimate to something better: a list, so that each way stands by itself. */
export function EstimateWaysOut(props: {
  attemptId: string;
  judge: JudgeHere;
  /** A grading by the model is asked for already. */
  isUnderWay: boolean;
  /** Where the reader can mark themselves; null where they can't. */
  marking: MarkingLink | null;
}) {
  const { marking } = props;
  return (
    <Section title="From an estimate to a grade" level={3} size="md" className="mt-8 print:hidden">
      <ul className="max-w-xl space-y-3">
        <WayOut icon={<Plug aria-hidden className="text-accent mt-0.5 size-5 shrink-0" />}>
          <ModelWay {...props} />
        </WayOut>
        {marking !== null && (
          <WayOut icon={<PencilLine aria-hidden className="text-accent mt-0.5 size-5 shrink-0" />}>
            <TextLink to={marking.to} look="strong">
              {sayMarking(marking)}
            </TextLink>
            . Criterion by criterion, with an example of what counts. Your marks appear in the
            report next to the estimate.
          </WayOut>
        )}
      </ul>
    </Section>
  );
}

function ModelWay(props: { attemptId: string; judge: JudgeHere; isUnderWay: boolean }) {
  const { attemptId, isUnderWay } = props;
  const { model, mayConnect } = props.judge;
  if (model !== null) {
    if (isUnderWay) return <p>{model} is grading this answer.</p>;
    return (
      <>
        <p>
          <strong className="wrap-anywhere">{model}</strong> grades here now. It reads your answer;
          this estimate is kept.
        </p>
        <GradeAgain />
      </>
    );
  }
  if (!mayConnect) {
    return (
      <p>
        <strong>Have it graded.</strong> Ask an admin of this server to connect a model that reads
        answers.
      </p>
    );
  }
  return (
    <p>
      <TextLink to={`/settings/connect?from=${attemptId}`} look="strong">
        Connect a model
      </TextLink>
      . It reads your answer and grades it. A model on your own machine is free.
    </p>
  );
}

function GradeAgain() {
  const isPending = useNavigation().formData?.get("intent") === "with-model";
  return (
    <Form method="post" className="mt-2">
      <input type="hidden" name="intent" value="with-model" />
      <Button type="submit" isPending={isPending}>
        Grade again with it
      </Button>
    </Form>
  );
}

function WayOut(props: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex gap-3">
      {props.icon}
      <div className="min-w-0">{props.children}</div>
    </li>
  );
}
