import clsx from "clsx";
import { lazy, Suspense, useState } from "react";
import type { ComponentType } from "react";
import type { Workbench } from "#domain/study/study.schema";
import { Button } from "~/components/ui/button";
import { Section } from "~/components/ui/section";
import { useHydrated } from "~/lib/use-hydrated";

/** What each workbench invites to, and its code, which is fetched when somebody opens it. */
const WORKBENCHES: Record<Workbench, { intro: string; Bench: ComponentType }> = {
  "kv-memory": {
    intro: "Change the model, the GPUs and the length, and see what fits.",
    Bench: lazy(() => import("./workbench/kv-workbench")),
  },
  quantization: {
    intro: "Change the bits, the outlier and the groups, and see what rounding costs.",
    Bench: lazy(() => import("./workbench/quantization-workbench")),
  },
  "retrieval-metrics": {
    intro: "Change the ranking, the order and k, and see what each metric makes of it.",
    Bench: lazy(() => import("./workbench/retrieval-workbench")),
  },
  "attention-steps": {
    intro:
      "Change the words, the width and the mask, and follow one word from its scores to its output.",
    Bench: lazy(() => import("./workbench/attention-workbench")),
  },
  "continuous-batching": {
    intro: "Change the traffic and the slots, and compare static with continuous batching.",
    Bench: lazy(() => import("./workbench/batching-workbench")),
  },
  "query-cost": {
    intro: "Change the tokens, the prices and the traffic, and see what a query and a month cost.",
    Bench: lazy(() => import("./workbench/cost-workbench")),
  },
};

/** Where a reader tries a lesson's formulas with other numbers. */
export function WorkbenchSlot(props: { id: string; title: string; workbench: Workbench }) {
  const [isOpen, setIsOpen] = useState(false);
  const isHydrated = useHydrated();
  const { intro, Bench } = WORKBENCHES[props.workbench];
  return (
    <Section
      id={props.id}
      title={props.title}
      intro={intro}
      size="xl"
      isRuled
      className={clsx("mt-10 max-w-[40.5rem]", !isOpen && "print:hidden")}
    >
      {isOpen ? (
        <Suspense fallback={<p className="text-ink-soft">Loading …</p>}>
          <Bench />
        </Suspense>
      ) : isHydrated ? (
        <Button onClick={() => setIsOpen(true)}>Open the workbench</Button>
      ) : (
        <p className="text-ink-soft">The workbench needs JavaScript.</p>
      )}
    </Section>
  );
}
