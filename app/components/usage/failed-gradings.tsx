import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import type { GradingQueueState, QueuedGrading } from "#server/grades/get-queue";
import { GradedAttempt } from "~/components/usage/graded-attempt";
import { Button } from "~/components/ui/button";
import { LocalTime } from "~/components/ui/local-time";
import { toFailureWords } from "~/lib/failure-words";

type Kind = GradingQueueState["attention"][number];

/** Gradings that ended without a grade for one reason: what it means, and how to ask again. */
export function FailedGradings({ kind }: { kind: Kind }) {
  const { title, advice } = toFailureWords(kind.errorKind);
  const hidden = kind.count - kind.gradings.length;
  const id = `kind-${kind.errorKind}`;
  return (
    <section aria-labelledby={id} className="border-line border-t py-6">
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
        <div className="min-w-0">
          <h3 id={id} className="text-lg font-bold">
            {title}
          </h3>
          <p className="text-ink-soft">
            <code className="text-[0.9em]">{kind.errorKind}</code> · {kind.count}{" "}
            {kind.count === 1 ? "grading" : "gradings"}
            {advice !== "" && ` · ${advice}`}
          </p>
        </div>
        {kind.count > 1 && (
          <Retry fields={{ intent: "retry-kind", errorKind: kind.errorKind }}>
            Retry all {kind.count}
          </Retry>
        )}
      </div>
      <ul className="mt-3">
        {kind.gradings.map((grading) => (
          <FailedGrading key={grading.gradeId} grading={grading} />
        ))}
      </ul>
      {hidden > 0 && <p className="text-ink-soft mt-2">And {hidden} older ones.</p>}
    </section>
  );
}

function FailedGrading({ grading }: { grading: QueuedGrading }) {
  return (
    <li className="border-line flex flex-wrap items-start justify-between gap-x-8 gap-y-2 border-t py-3">
      <div className="min-w-0 flex-1 basis-80">
        <p>
          <GradedAttempt grading={grading} /> <span className="text-ink-soft">by</span>{" "}
          {grading.candidate}
        </p>
        <p className="text-ink-soft text-small">
          Asked for <LocalTime iso={grading.queuedAt} /> · {grading.failures}{" "}
          {grading.failures === 1 ? "try" : "tries"} failed. {grading.errorMessage}
        </p>
      </div>
      <Retry
        fields={{ intent: "retry-one", gradeId: grading.gradeId }}
        label={`Retry ${grading.slug} by ${grading.candidate}`}
      >
        Retry
      </Retry>
    </li>
  );
}

function Retry(props: { fields: Record<string, string>; label?: string; children: ReactNode }) {
  const navigation = useNavigation();
  const isPending = Object.entries(props.fields).every(
    ([name, value]) => navigation.formData?.get(name) === value,
  );
  return (
    <Form method="post" preventScrollReset>
      {Object.entries(props.fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" size="sm" isPending={isPending} aria-label={props.label}>
        {props.children}
      </Button>
    </Form>
  );
}
