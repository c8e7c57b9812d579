import { useCallback, useMemo, useState } from "react";
import type { SectionId } from "#domain/problems/scale";
import {
  countFrames,
  createCursor,
  findEventBefore,
  findNextEvent,
  listEverDrawn,
  sayMoment,
  sectionOf,
  toDrawingOrder,
} from "~/lib/report/replay-track";
import type { Replay } from "~/lib/report/replay-view";
import { LazyBoard } from "../report/lazy-board";
import { Section } from "../ui/section";
import { EventList } from "./event-list";
import { PlayControls } from "./play-controls";
import { ReplayNotices } from "./replay-notices";
import { ReplayTexts } from "./replay-texts";
import { TimelineLanes } from "./timeline-lanes";
import { usePlayback } from "./use-playback";
import { useReplayKeys } from "./use-replay-keys";

const SKIP_MS = 5_000;

/** A session as it went: drawing and texts at a moment, and the moments to choose from. */
export function ReplayPlayer({ replay }: { replay: Replay }) {
  const { frames, events, end } = replay;
  const playback = usePlayback({ from: replay.knownFrom ?? end, end });
  const { at, isPlaying, seek, skip, toggle } = playback;
  const count = countFrames(frames, at);
  const readState = useMemo(() => createCursor(frames), [frames]);
  const state = useMemo(() => readState(count), [readState, count]);
  const frame = frames[count - 1];
  const { section, isFollowing, choose, follow } = useShownSection(frames, count);
  const last = events.findLast((event) => event.at <= at) ?? null;

  useReplayKeys(
    useMemo(
      () => ({
        toggle,
        onSkip: (by) => skip(by * SKIP_MS),
        onEvent: (by) => {
          const event = by > 0 ? findNextEvent(events, at) : findEventBefore(events, at);
          seek(event?.at ?? (by > 0 ? end : 0));
        },
        onEdge: (edge) => seek(edge === "start" ? 0 : end),
        onSection: choose,
      }),
      [toggle, skip, seek, choose, events, at, end],
    ),
  );
  const drawn = useMemo(() => toDrawingOrder(state.elements.values()), [state]);
  return (
    <>
      <ReplayNotices replay={replay} />
      <div className="bg-surface border-line rounded-lg border p-3 sm:p-4">
        <PlayControls playback={playback} end={end} last={last} />
        <TimelineLanes replay={replay} at={at} onSeek={seek} />
      </div>
      <p role="status" aria-live={isPlaying ? "off" : "polite"} className="sr-only">
        {isPlaying ? "" : sayMoment(state, { at, end, section, last })}
      </p>
      <div className="mt-6 grid gap-6 lg:grid-cols-2">
        <Section title="Drawing" size="md" className="min-w-0">
          <ReplayBoard replay={replay} drawn={drawn} />
        </Section>
        <ReplayTexts
          texts={state.texts}
          section={section}
          change={frame?.texts?.[section] ?? null}
          isFollowing={isFollowing}
          onChoose={choose}
          onFollow={follow}
        />
      </div>
      <EventList events={events} at={at} onSeek={seek} />
    </>
  );
}

function ReplayBoard(props: { replay: Replay; drawn: ReturnType<typeof toDrawingOrder> }) {
  const { frames, files } = props.replay;
  const scene = useMemo(
    () => ({ elements: toDrawingOrder(listEverDrawn(frames)), files }),
    [frames, files],
  );
  if (scene.elements.length === 0) {
    return <p className="text-ink-soft text-lead font-serif italic">Nothing was drawn.</p>;
  }
  return (
    <div
      data-drawn={props.drawn.length}
      className="bg-surface border-line relative h-[20rem] overflow-hidden rounded-lg border sm:h-[28rem]"
    >
      <LazyBoard scene={scene} shown={props.drawn} />
    </div>
  );
}

/** The section that is being written, until the reader chooses one. */
function useShownSection(frames: Replay["frames"], count: number) {
  const [chosen, setChosen] = useState<SectionId | null>(null);
  const written = useMemo(() => {
    const frame = frames.slice(0, count).findLast((one) => sectionOf(one) !== null);
    return sectionOf(frame) ?? "scenario";
  }, [frames, count]);
  return {
    section: chosen ?? written,
    isFollowing: chosen === null,
    choose: setChosen as (section: SectionId) => void,
    follow: useCallback((follows: boolean) => setChosen(follows ? null : written), [written]),
  };
}
