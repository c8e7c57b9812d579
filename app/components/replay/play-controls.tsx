import { ArrowLeft, ArrowRight, Pause, Play } from "lucide-react";
import { sayClock } from "~/lib/report/replay-track";
import type { ReplayEvent } from "~/lib/report/replay-view";
import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";
import { SPEEDS } from "./use-playback";
import type { Playback, Speed } from "./use-playback";

/** Play and pause, where it is, how fast, what happened last, and the keys. */
export function PlayControls(props: { playback: Playback; end: number; last: ReplayEvent | null }) {
  const { at, isPlaying, speed, setSpeed, toggle } = props.playback;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button variant="primary" onClick={toggle} className="min-w-28">
          {isPlaying ? (
            <Pause aria-hidden className="size-4.5" />
          ) : (
            <Play aria-hidden className="size-4.5" />
          )}
          {isPlaying ? "Pause" : "Play"}
        </Button>
        <p className="text-lg tabular-nums">
          <strong data-position>{sayClock(at)}</strong>
          <span className="text-ink-soft"> of {sayClock(props.end)}</span>
        </p>
        <label className="flex items-center gap-2">
          <span className="text-ink-soft">Speed</span>
          <select
            value={speed}
            onChange={(event) => setSpeed(Number(event.currentTarget.value) as Speed)}
            className="border-line-strong bg-surface rounded-md border px-2 py-1"
          >
            {SPEEDS.map((one) => (
              <option key={one} value={one}>
                {one}×
              </option>
            ))}
          </select>
        </label>
        <p className="text-ink-soft min-w-0 basis-full truncate sm:grow sm:basis-0" data-last>
          {props.last
            ? `${sayClock(props.last.at)} ${props.last.title}`
            : "Nothing has happened yet"}
        </p>
      </div>
      <p className="text-ink-soft mt-3 hidden flex-wrap items-center gap-x-4 gap-y-1 text-sm sm:flex">
        <span>
          <Kbd>Space</Kbd> play, pause
        </span>
        <span>
          <Arrows /> 5 seconds
        </span>
        <span>
          <Kbd>Shift</Kbd> <Arrows /> event
        </span>
        <span>
          <Kbd>Home</Kbd> <Kbd>End</Kbd> start, end
        </span>
        <span>
          <Kbd>1</Kbd> to <Kbd>5</Kbd> section
        </span>
      </p>
    </>
  );
}

function Arrows() {
  return (
    <>
      <Kbd>
        <ArrowLeft role="img" aria-label="Left arrow" className="inline size-3.5" />
      </Kbd>{" "}
      <Kbd>
        <ArrowRight role="img" aria-label="Right arrow" className="inline size-3.5" />
      </Kbd>
    </>
  );
}
