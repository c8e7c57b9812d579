import { Form, useNavigation } from "@remix-run/react";
import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";
import { RadioCards } from "~/components/ui/radio-cards";

export type TrackChoice = { slug: string; title: string; summary: string };

/** Which track, and from when or until when. */
export function PickTrack(props: {
  tracks: readonly TrackChoice[];
  chosen: { track: string; when: "start" | "interview"; day: string };
  submitLabel: string;
  error: string | null;
}) {
  const isPending = useNavigation().formData?.get("intent") === "pick";
  const { chosen } = props;
  return (
    <Form method="post" className="flex max-w-2xl flex-col gap-6">
      <input type="hidden" name="intent" value="pick" />
      <RadioCards
        legend="Track"
        name="track"
        defaultValue={chosen.track}
        options={props.tracks.map(({ slug, title, summary }) => ({
          value: slug,
          label: title,
          hint: summary,
        }))}
      />
      <RadioCards
        legend="Schedule"
        name="when"
        columns={2}
        defaultValue={chosen.when}
        options={[
          { value: "start", label: "From a start date", hint: "Week 1 begins on that day." },
          {
            value: "interview",
            label: "Counting back from an interview",
            hint: "The last week ends the day before. If it’s close, you join partway through.",
          },
        ]}
      />
      <Field label="Day" errors={props.error === null ? [] : [props.error]}>
        <Input type="date" name="day" required defaultValue={chosen.day} className="max-w-52" />
      </Field>
      <Button type="submit" variant="primary" isPending={isPending} className="self-start">
        {props.submitLabel}
      </Button>
    </Form>
  );
}
