import { useCallback, useEffect, useRef, useState } from "react";

export const SPEEDS = [1, 2, 4, 8, 16] as const;
export type Speed = (typeof SPEEDS)[number];
const FIRST_SPEED: Speed = 8;

/** How often the page follows. Who asked for less motion sees it in steps of a second. ms */
const STEP_MS = 100;
const CALM_STEP_MS = 1_000;
/** A tab in the background gets no frames: it goes on where it was. ms */
const LONGEST_STEP_MS = 2_000;

/** Where a replay is, and how to move it. `at` in milliseconds since the start of the attempt. */
export type Playback = {
  at: number;
  isPlaying: boolean;
  speed: Speed;
  setSpeed: (speed: Speed) => void;
  toggle: () => void;
  seek: (at: number) => void;
  /** By so much, from where it is. */
  skip: (ms: number) => void;
};

export function usePlayback({ from, end }: { from: number; end: number }): Playback {
  const [at, setAt] = useState(from);
  const [isPlaying, setIsPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(FIRST_SPEED);
  const now = useRef(from);

  const seek = useCallback(
    (to: number) => {
      now.current = Math.min(end, Math.max(0, to));
      setAt(now.current);
    },
    [end],
  );
  const skip = useCallback((ms: number) => seek(now.current + ms), [seek]);
  const toggle = useCallback(() => {
    if (now.current >= end) seek(from);
    setIsPlaying((was) => !was);
  }, [seek, end, from]);

  useEffect(() => {
    if (!isPlaying) return;
    const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const stepMs = isCalm ? CALM_STEP_MS : STEP_MS;
    let before = performance.now();
    let request = requestAnimationFrame(step);
    function step(time: number) {
      request = requestAnimationFrame(step);
      const passed = time - before;
      if (passed < stepMs) return;
      before = time;
      seek(now.current + Math.min(passed, LONGEST_STEP_MS) * speed);
      if (now.current >= end) setIsPlaying(false);
    }
    return () => cancelAnimationFrame(request);
  }, [isPlaying, speed, seek, end]);

  return { at, isPlaying, speed, setSpeed, toggle, seek, skip };
}
