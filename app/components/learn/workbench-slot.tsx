import clsx from "clsx";
import { lazy, Suspense, useState } from "react";
import type { Workbench } from "#domain/study/study.schema";
import { Button } from "~/components/ui/button";
import { Section } from "~/components/ui/section";
import { useHydrated } from "~/lib/use-hydrated";

const OpenWorkbench = lazy(() => import("./workbench/open-workbench"));

/** Where a reader tries a lesson's formulas with other numbers. */
export function WorkbenchSlot(props: {
  id: string;
  title: string;
  intro: string;
  name: Workbench;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const isHydrated = useHydrated();
  const { name, ...head } = props;
  return (
    <Section
      {...head}
      size="xl"
      isRuled
      className={clsx("mt-10 max-w-[40.5rem]", !isOpen && "print:hidden")}
    >
      {isOpen ? (
        <Suspense fallback={<p className="text-ink-soft">Loading …</p>}>
          <OpenWorkbench name={name} />
        </Suspense>
      ) : isHydrated ? (
        <Button onClick={() => setIsOpen(true)}>Open the workbench</Button>
      ) : (
        <p className="text-ink-soft">The workbench needs JavaScript.</p>
      )}
    </Section>
  );
}
