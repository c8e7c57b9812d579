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

/** Says what is chosen and starts the clock; brief, level, lens, length and help are changed behind a fold. */
export function SetupForm(props: {
  choices: SetUpChoices;
  preset: SetUpPreset;
  minutes: number[];
  extraTimePercent: number;
  /** What was not understood, after a form came back. */
  error: string | null;
}) {
  const { briefs, briefNote, levels, lenses, askings, probings } = props.choices;
  const [brief, setBrief] = useState(briefs[0]?.value);
  const [level, setLevel] = useState("senior");
  const [lens, setLens] = useState(
    (lenses.find(({ value }) => value === "product") ?? lenses[0])?.value,
  );
  const [probing, setProbing] = useState("after_sections");
  const [length, setLength] = useState(
    String(props.preset.minutes ?? pickDefaultLength(props.minutes)),
  );
  const [isPractice, setIsPractice] = useState(props.preset.isPractice);
  const [hasCurveball, setHasCurveball] = useState(false);
  const [asking, setAsking] = useState<string | null>(null);
  const { hears } = useSpeechHere();
  const isUntimed = length === UNTIMED;
  const isPractised = isUntimed || isPractice;
  // Until it is chosen it goes with the mode.
  const askedHow = asking ?? (isPractised ? "list" : "own_words");
  const isPending = useNavigation().formMethod === "POST";
  return (
    // What has the focus stays clear of the button at the foot of an open fold.
    <Form method="post" className="flex flex-col gap-4 [&_input]:scroll-mb-28">
      {props.error !== null && <Callout tone="danger" role="alert" title={props.error} />}
      <p>
        {isUntimed ? "Untimed" : `${length} minutes`}, {say(levels, level)}, {say(lenses, lens)}.{" "}
        {[say(briefs, brief), say(askings, askedHow), say(probings, probing)]
          .filter(Boolean)
          .join(", ")}
        . {isPractised ? "Practice, with hints" : "A mock interview"},{" "}
        {!isUntimed && hasCurveball ? "with a curveball" : "no curveball"}.
      </p>
      <details>
        <summary className="text-accent w-fit rounded-sm font-semibold">Change</summary>
        <div className="mt-4 flex flex-col gap-6">
          {briefs.length > 0 ? (
            <div>
              <RadioCards
                legend="Brief"
                name="brief"
                value={brief}
                onValueChange={setBrief}
                options={briefs}
              />
              {briefNote !== null && <p className="text-ink-soft text-small mt-2">{briefNote}</p>}
            </div>
          ) : (
            <input type="hidden" name="brief" value="case" />
          )}
          <RadioCards
            legend="Target level"
            name="level"
            value={level}
            onValueChange={setLevel}
            options={levels}
          />
          <RadioCards
            legend="Interviewer"
            name="lens"
            value={lens}
            onValueChange={setLens}
            options={lenses}
          />
          <RadioCards
            legend="Length"
            name="minutes"
            value={length}
            onValueChange={setLength}
            columns={2}
            options={[
              ...props.minutes.map((minutes) => ({
                value: String(minutes),
                label: `${minutes} min`,
              })),
              { value: UNTIMED, label: "Untimed" },
            ]}
          />
          <RadioCards
            legend="Questions to the interviewer"
            name="asking"
            value={askedHow}
            onValueChange={setAsking}
            options={askings}
          />
          <div>
            <RadioCards
              legend="Follow-up questions"
              name="probing"
              value={probing}
              onValueChange={setProbing}
              options={probings}
            />
            <p className="text-ink-soft text-small mt-2">
              Six at most. You can decline each; what you reply counts like your answers.
            </p>
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
        </div>
      </details>
      {hears && <MicCheckSlot />}
      <div className="bg-surface sticky bottom-0 -mx-1 px-1 py-2">
        <Button type="submit" variant="primary" size="lg" className="w-full" isPending={isPending}>
          {isUntimed ? "Start" : "Start the clock"}
        </Button>
      </div>
      <p className="text-ink-soft text-small">
        {isUntimed
          ? "No deadline: hand in when you are done."
          : `The clock runs on the server, even if you close the page. After ${toAllowed(Number(length), props.extraTimePercent)} whatever you have is handed in.`}
      </p>
    </Form>
  );
}

/** The chosen one in words; "" where there is nothing to choose. */
function say(choices: SetUpChoices["levels"], chosen: string | undefined): string {
  return choices.find(({ value }) => value === chosen)?.said ?? "";
}

function toAllowed(minutes: number, extraPercent: number): string {
  if (extraPercent === 0) return `${minutes} minutes`;
  const more = Math.round(minutes * (1 + extraPercent / 100));
  return `${more} minutes (${minutes} plus ${extraPercent}% extra time)`;
}

function pickDefaultLength(minutes: number[]): number {
  return minutes.includes(45) ? 45 : (minutes[0] ?? 0);
}
