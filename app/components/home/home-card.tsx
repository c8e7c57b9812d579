import clsx from "clsx";
import { useId } from "react";
import type { ReactNode } from "react";
import { Card } from "~/components/ui/card";

/** A part of a candidate's home. One leads, and is the biggest thing on the page. */
export function HomeCard(props: {
  title: ReactNode;
  isLead: boolean;
  /** The one thing to do. */
  action?: ReactNode;
  children?: ReactNode;
}) {
  const { title, isLead, action, children } = props;
  const id = useId();
  return (
    <Card
      className={clsx(
        "flex flex-col gap-4",
        isLead ? "border-l-accent border-l-4 sm:p-8" : "h-full justify-between",
      )}
    >
      <section aria-labelledby={id} className="min-w-0">
        <h2
          id={id}
          className={clsx(
            "leading-snug font-bold",
            isLead ? "text-2xl sm:text-[1.75rem]" : "text-lg",
          )}
        >
          {title}
        </h2>
        <div className={clsx("mt-2", isLead && "text-lg")}>{children}</div>
      </section>
      {action !== undefined && (
        <div className="flex flex-wrap items-center gap-x-5 gap-y-2">{action}</div>
      )}
    </Card>
  );
}
