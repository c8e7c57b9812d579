/** Of the tasks in the page: what the field is for. */
export const TASKS_ID = "drill-tasks";

/** What to do, a task for each criterion; in a taster what to answer. */
export function DrillTasks(props: { tasks: { id: string; text: string }[]; isTaster: boolean }) {
  const { tasks, isTaster } = props;
  const [only] = tasks;
  return (
    <section id={TASKS_ID} aria-labelledby={`${TASKS_ID}-title`}>
      <h2 id={`${TASKS_ID}-title`} className="text-ink-soft text-sm font-semibold">
        {isTaster ? "The interviewer asks" : "Do this"}
      </h2>
      {tasks.length === 1 ? (
        <p className="mt-1 font-serif text-2xl leading-snug text-pretty">{only?.text}</p>
      ) : (
        <ol className="mt-2 space-y-3">
          {tasks.map(({ id, text }, index) => (
            <li key={id} className="grid grid-cols-[1.75rem_1fr] font-serif text-xl leading-snug">
              <span className="text-mark font-sans text-base leading-7 font-bold tabular-nums">
                {index + 1}
              </span>
              <span className="text-pretty">{text}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
