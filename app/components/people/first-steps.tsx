import clsx from "clsx";
import { Circle, CircleCheck } from "lucide-react";
import { TextLink } from "~/components/ui/text-link";

export type FirstStep = { title: string; text: string; to: string; link: string; isDone: boolean };

/** What takes a fresh server to its first candidate, with what is done of it. */
export function FirstSteps(props: { steps: FirstStep[] }) {
  return (
    <ol className="border-line border-b">
      {props.steps.map((step) => {
        const Icon = step.isDone ? CircleCheck : Circle;
        return (
          <li key={step.to} className="border-line flex gap-3 border-t py-4">
            <Icon
              aria-hidden
              className={clsx("mt-0.5 size-5 shrink-0", step.isDone ? "text-ok" : "text-ink-faint")}
            />
            <div className="min-w-0">
              <p className="font-semibold">
                {step.title}
                <span className="text-ink-soft font-normal">
                  {step.isDone ? " – done" : " – to do"}
                </span>
              </p>
              {!step.isDone && <p className="text-ink-soft mt-0.5 max-w-prose">{step.text}</p>}
              <TextLink to={step.to} className="mt-1 inline-block">
                {step.link}
              </TextLink>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
