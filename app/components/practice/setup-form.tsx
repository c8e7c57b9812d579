import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { Checkbox } from "~/components/ui/checkbox";
import { RadioCards } from "~/components/ui/radio-cards";
import type { SetUpChoices, SetUpPreset } from "~/lib/set-up-choices";
import { useSpeechHere } from "~/lib/use-speech-here";
import { MicCheckSlot } from "./mic-check-slot";

const UNTIMED = "0";

/** Chooses brief, level, lens, length and help, and starts the clock. */
export function SetupForm(props: {
  choices: SetUpChoices;
  preset: SetUpPreset;
  minutes: number[];
  extraTimePercent: number;
  /** What was not understood, after a form came back. */
  error: string | null;
}) {
  const { briefs, briefNote, levels, lenses, askings, probings } = props.choices;
  const [length, setLength] = useState(
    String(props.preset.minutes ?? pickDefaultLength(props.minutes)),
  );
  const [isPractice, setIsPractice] = useState(props.preset.isPractice);
  const [hasCurveball, setHasCurveball] = useState(false);
  const [asking, setAsking] = useState<string | null>(null);
  const { hears } = useSpeechHere();
  const isUntimed = length === UNTIMED;
  const isPractised = isUntimed || isPractice;
  const isPending = useNavigation().formMethod === "POST";
  return (
    <Form method="post" className="flex flex-col gap-6">
      {props.error !== null && <Callout tone="danger" role="alert" title={props.error} />}
      {briefs.length > 0 ? (
        <div>
          <RadioCards legend="Brief" name="brief" defaultValue="interview" options={briefs} />
          {briefNote !== null && <p className="text-ink-soft text-small mt-2">{briefNote}</p>}
        </div>
      ) : (
        <input type="hidden" name="brief" value="case" />
      )}
      <RadioCards legend="Target level" name="level" defaultValue="senior" options={levels} />
      <RadioCards
        legend="Interviewer"
        name="lens"
        defaultValue={(lenses.find(({ value }) => value === "product") ?? lenses[0])?.value}
        options={lenses}
      />
      <RadioCards
        legend="Length"
        name="minutes"
        value={length}
        onValueChange={setLength}
        columns={2}
        options={[
          ...props.minutes.map((minutes) => ({ value: String(minutes), label: `${minutes} min` })),
          { value: UNTIMED, label: "Untimed" },
        ]}
      />
      <RadioCards
        legend="Questions to the interviewer"
        name="asking"
        // Until it is chosen it goes with the mode.
        value={asking ?? (isPractised ? "list" : "own_words")}
        onValueChange={setAsking}
        options={askings}
      />
      <div>
        <RadioCards
          legend="Follow-up questions"
          name="probing"
          defaultValue="after_sections"
          options={probings}
        />
        <p className="text-ink-soft text-small mt-2">
          Six at most. You can decline each; what you reply counts like your answers.
        </p>
        {hears && <MicCheckSlot />}
      </div>
      <div className="flex flex-col gap-4">
        <Checkbox
          name="isPractice"
          value="true"
          checked={isPractised}
          disabled={isUntimed}
          onChange={(event) => setIsPractice(event.target.checked)}
          label="Practice mode"
          hint={
            isUntimed
              ? "An untimed round is practice: hints and a model description are available while you work."
              : "Hints and a model description are available while you work."
          }
        />
        <Checkbox
          name="hasCurveball"
          value="true"
          checked={!isUntimed && hasCurveball}
          disabled={isUntimed}
          onChange={(event) => setHasCurveball(event.target.checked)}
          label="Curveball"
          hint={
            isUntimed
              ? "Timed rounds only: it comes halfway through."
              : "One requirement changes halfway through."
          }
        />
      </div>
      <div>
        <Button type="submit" variant="primary" size="lg" className="w-full" isPending={isPending}>
          {isUntimed ? "Start" : "Start the clock"}
        </Button>
        <p className="text-ink-soft text-small mt-2">
          {isUntimed
            ? "No deadline: hand in when you are done."
            : `The clock runs on the server, even if you close the page. After ${toAllowed(Number(length), props.extraTimePercent)} whatever you have is handed in.`}
        </p>
      </div>
    </Form>
  );
}

function toAllowed(minutes: number, extraPercent: number): string {
  if (extraPercent === 0) return `${minutes} minutes`;
  const more = Math.round(minutes * (1 + extraPercent / 100));
  return `${more} minutes (${minutes} plus ${extraPercent}% extra time)`;
}

function pickDefaultLength(minutes: number[]): number {
  return minutes.includes(45) ? 45 : (minutes[0] ?? 0);
}
