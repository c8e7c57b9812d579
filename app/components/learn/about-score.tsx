export function AboutScore() {
  return (
    <>
      <h2 id="score">The score is arithmetic</h2>
      <p>
        No model ever writes a number. Each criterion has a weight; met earns all of it, partly
        half, not met none. The total is what you earned out of what could be assessed, as points of
        100. A critical gap can put a cap on the total; the report then names the gap and shows the
        total before the cap.
      </p>
      <p>
        Who interviews (the lens) changes some weights. The level you chose does not change the
        points: it says which bar you are held against, and every report shows all three, with the
        criteria that would carry you over the next.
      </p>
      <p>
        Some criteria need no judge. Whether your monthly bill follows from your own cost per
        message and volume is computed, and so is whether a store in your drawing is reached by
        anything.
      </p>
      <p>
        An answer with fewer than fifty words of its own is graded without asking anybody, near
        zero, and the report says why.
      </p>
    </>
  );
}
