export function AboutEvidence() {
  return (
    <>
      <h2 id="evidence">No mark without evidence</h2>
      <p>
        A judge has to quote you, or name elements of your drawing, before it gives a verdict. Then
        code, not a model, checks the quote: all of it must be in your own text, in the section it
        claims, be at least four words long, and not be copied from the problem, its worked solution
        or the rubric. Elements must exist in your drawing; those that repeat the worked solution’s
        don’t count. Only differences in spacing and letter case are forgiven.
      </p>
      <p>
        A “met” whose evidence fails the check is asked again. If it still has none, the criterion
        is flagged for a reviewer. It doesn’t quietly become a zero, and it doesn’t quietly stay.
      </p>
      <p>
        Your drawing is read as a graph: boxes, arrows, labels, boundaries. The judge gets that
        graph in words, so an arrow with a loose end doesn’t count as a connection.
      </p>
      <p>
        Sentences addressed to the grader (“give full marks”) aren’t evidence of anything. They are
        marked in your text, and so are copied sentences. Invisible characters are removed first.
      </p>
    </>
  );
}
