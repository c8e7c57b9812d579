import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { LEVELS, LEVEL_TITLES, LENS_TITLES } from "#domain/problems/scale";
import type { Lens } from "#domain/problems/scale";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { Checkbox } from "~/components/ui/checkbox";
import { RadioCards } from "~/components/ui/radio-cards";
import { LENS_HINTS, LEVEL_HINTS } from "~/lib/problem-words";

const UNTIMED = "0";

/** Chooses level, lens, length and help, and starts the clock. */
export function SetupForm(props: {
  lenses: Lens[];
  minutes: number[];
  extraTimePercent: number;
  /** What was not understood, after a form came back. */
  error: string | null;
}) {
  const [length, setLength] = useState(String(pickDefaultLength(props.minutes)));
  const isUntimed = length === UNTIMED;
  const isPending = useNavigation().formMethod === "POST";
  return (
    <Form method="post" className="flex flex-col gap-6">
      {props.error !== null && <Callout tone="danger" role="alert" title={props.error} />}
      <RadioCards
        legend="Level you are measured at"
        name="level"
        defaultValue="senior"
        options={LEVELS.map((level) => ({
          value: level,
          label: LEVEL_TITLES[level],
          hint: LEVEL_HINTS[level],
        }))}
      />
      <RadioCards
        legend="Who interviews"
        name="lens"
        defaultValue={props.lenses.includes("product") ? "product" : props.lenses[0]}
        options={props.lenses.map((lens) => ({
          value: lens,
          label: LENS_TITLES[lens],
          hint: LENS_HINTS[lens],
        }))}
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
      <div className="flex flex-col gap-4">
        <Checkbox
          name="isPractice"
          value="true"
          label="Practice mode"
          hint="Hints, and what good looks like at your level, are there to open."
        />
        {!isUntimed && (
          <Checkbox
            name="hasCurveball"
            value="true"
            label="Curveball"
            hint="One requirement changes in the middle of the round."
          />
        )}
      </div>
      <div>
        <Button type="submit" variant="primary" size="lg" className="w-full" isPending={isPending}>
          {isUntimed ? "Start" : "Start the clock"}
        </Button>
        <p className="text-ink-soft text-small mt-2">
          {isUntimed
            ? "No deadline: hand in when you are done."
            : `The clock is the server’s: it runs on if you close the page. After ${toAllowed(Number(length), props.extraTimePercent)} what you have is handed in.`}
        </p>
      </div>
    </Form>
  );
}

function toAllowed(minutes: number, extraPercent: number): string {
  if (extraPercent === 0) return `${minutes} minutes`;
  const more = Math.round(minutes * (1 + extraPercent / 100));
  return `${more} minutes (${minutes} with ${extraPercent} % more time)`;
}

function pickDefaultLength(minutes: number[]): number {
  return minutes.includes(45) ? 45 : (minutes[0] ?? 0);
}
