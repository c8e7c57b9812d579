/** How to go from one judge to the other, and what neither can do. */
export function AboutConnecting() {
  return (
    <>
      <h2 id="connect-a-model">Connect a model</h2>
      <p>
        Any server that speaks the OpenAI protocol works: OpenAI, Azure, or one on your machine such
        as Ollama, vLLM or LM Studio. An admin connects it under Settings, <em>Connect a model</em>,
        tries it on a short answer, and it grades from then on. An operator can also set it in the
        environment before the server starts:
      </p>
      {/* Wider than a narrow screen: scrolled by keyboard, it needs to be reachable. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0}>
        <code>{`JUDGE_MODEL=the-model's-name
OPENAI_API_KEY=your-key
# for any server other than OpenAI's own:
OPENAI_BASE_URL=http://localhost:11434/v1`}</code>
      </pre>
      <p>
        A server on your own machine needs no key. Your text goes to that server and nowhere else;
        with the offline judge it goes nowhere at all.
      </p>

      <h2 id="limits">What it can’t do</h2>
      <p>
        A rubric is one view of a good answer. A design that solves the problem in a way its authors
        didn’t think of can score lower than it should, so read the reasons, not only the number.
        And nobody here hears you explain your design, which is half of a real interview.
      </p>
    </>
  );
}
