import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import type { SectionId } from "#domain/problems/scale";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { RadioCards } from "~/components/ui/radio-cards";
import { TextLink } from "~/components/ui/text-link";

const UNTIMED = "0";
const LENGTHS = [10, 15, 20, 30];

/** How a section is retried: whether the rest can be changed, and how long it lasts. */
export function RetryForm(props: {
  slug: string;
  section: SectionId;
  /** Half of what the section had. */
  minutes: number;
  /** The length that a link asks for; null or anything else for half of what it had. */
  asked: string | null;
  /** Replies to follow-ups carry over; they take no change. */
  hasReplies: boolean;
  /** Why it could not be started, after a form came back. */
  error: string | null;
}) {
  const isPending = useNavigation().formMethod === "POST";
  const others = LENGTHS.filter((minutes) => minutes !== props.minutes);
  const asked = others.find((minutes) => String(minutes) === props.asked);
  const [length, setLength] = useState(String(asked ?? props.minutes));
  return (
    <Form method="post" className="flex max-w-2xl flex-col gap-6">
      {props.error !== null && (
        <Callout tone="danger" role="alert" title={props.error}>
          <TextLink to={`/problems/${props.slug}`}>Open the problem</TextLink>
        </Callout>
      )}
      <input type="hidden" name="section" value={props.section} />
      <RadioCards
        legend="This section"
        name="start"
        defaultValue="blank"
        columns={2}
        options={[
          { value: "blank", label: "Start blank", hint: "Your earlier answer is there to read." },
          { value: "own_text", label: "Start from your text", hint: "You change what you wrote." },
        ]}
      />
      <RadioCards
        legend="The rest of your answer"
        name="keep"
        defaultValue="locked"
        columns={2}
        options={[
          {
            value: "locked",
            label: "Locked",
            hint:
              props.section === "architecture"
                ? "You see it, and change this section and the drawing only."
                : "You see it, and change this section only.",
          },
          {
            value: "editable",
            label: "Editable",
            hint: props.hasReplies
              ? "You can change all of it except your replies to the interviewer."
              : "You can change all of it.",
          },
        ]}
      />
      <RadioCards
        legend="Length"
        name="minutes"
        value={length}
        onValueChange={setLength}
        columns={3}
        options={[
          {
            value: String(props.minutes),
            label: `${props.minutes} min`,
            hint: "Half of its time in the interview, at least 5 min",
          },
          ...others.map((minutes) => ({ value: String(minutes), label: `${minutes} min` })),
          { value: UNTIMED, label: "Untimed", hint: "Practice: hints are available" },
        ]}
      />
      <div>
        <Button type="submit" variant="primary" size="lg" isPending={isPending}>
          {length === UNTIMED ? "Start" : "Start the clock"}
        </Button>
      </div>
    </Form>
  );
}
