import { useEffect, useRef } from "react";

/** How loud the microphone is, as it is now. */
export function LevelMeter(props: { readLevel: () => number; onLevel?: (level: number) => void }) {
  const bar = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    let frame = requestAnimationFrame(function draw() {
      const level = latest.current.readLevel();
      // By hand: sixty renders a second for one bar would be felt in the field above.
      if (bar.current) bar.current.style.transform = `scaleX(${level.toFixed(2)})`;
      latest.current.onLevel?.(level);
      frame = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <div
      aria-hidden
      className="bg-sunken border-line-strong h-2.5 w-24 overflow-hidden rounded-full border"
    >
      <div ref={bar} className="bg-accent h-full origin-left scale-x-0" />
    </div>
  );
}
