import clsx from "clsx";
import { lazy, Suspense, useState } from "react";
import { Button } from "~/components/ui/button";
import { Section } from "~/components/ui/section";
import { useHydrated } from "~/lib/use-hydrated";

const KvWorkbench = lazy(() => import("./workbench/kv-workbench"));

/** A calculator for a lesson's formulas; fetched when somebody opens it. */
export function WorkbenchSlot(props: { id: string; title: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const isHydrated = useHydrated();
  return (
    <Section
      id={props.id}
      title={props.title}
      intro="Change the model, the GPUs and the length, and see what fits."
      size="xl"
      isRuled
      className={clsx("mt-10 max-w-[40.5rem]", !isOpen && "print:hidden")}
    >
      {isOpen ? (
        <Suspense fallback={<p className="text-ink-soft">Loading …</p>}>
          <KvWorkbench />
        </Suspense>
      ) : isHydrated ? (
        <Button onClick={() => setIsOpen(true)}>Open the calculator</Button>
      ) : (
        <p className="text-ink-soft">The calculator needs JavaScript.</p>
      )}
    </Section>
  );
}
