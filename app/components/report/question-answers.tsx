/** Questions to the interviewer, each with its answer; null where none was given. */
export function QuestionAnswers(props: {
  questions: readonly {
    key: string;
    question: string;
    answer: string | null;
    note?: string | null;
  }[];
}) {
  return (
    <dl className="flex max-w-[68ch] flex-col gap-3">
      {props.questions.map(({ key, question, answer, note }) => (
        <div key={key}>
          <dt className="font-semibold">{question}</dt>
          <dd className="font-serif">
            {answer ?? (
              <span className="text-ink-soft">Not answered: the question was unclear.</span>
            )}
          </dd>
          {note && <dd className="text-ink-soft text-small">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
