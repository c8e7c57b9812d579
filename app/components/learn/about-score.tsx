export function AboutScore() {
  return (
    <>
      <h2 id="score">The score is arithmetic</h2>
      <p>
        No model ever writes a number. Each criterion has a weight; met earns all of it, partly
        earns half, not met earns nothing. The total is what you earned out of what could be
        assessed, on a scale of 100. A critical gap can cap the total, and closing it even partly
        lifts the cap; the report names the gap and shows the total before the cap.
      </p>
      <p>
        The interviewer (the lens) changes some weights. The level you chose doesn’t change the
        points: it sets the bar you are compared with, and every report shows the bars of all
        levels. Staff takes points and half of the weight of the criteria that only a staff answer
        is expected to meet, so nobody gets there by being thorough at senior work alone. Near a bar
        the report says “between senior and staff”: a total that close could as well be on the other
        side.
      </p>
      <p>
        Some criteria need no judge. Code computes whether your monthly bill follows from your own
        cost per message and volume, and whether anything in your drawing reaches a store.
      </p>
      <p>
        An answer with fewer than fifty words of its own is graded near zero without a judge, and
        the report says why.
      </p>
    </>
  );
}
