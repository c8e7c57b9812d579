import { TextLink } from "~/components/ui/text-link";

/** One quiet line: what grades are made by here. */
export function SiteFooter(props: { hasModel: boolean }) {
  return (
    <footer className="border-line text-ink-soft mt-8 border-t print:hidden">
      <div className="mx-auto flex max-w-6xl flex-wrap justify-between gap-x-8 gap-y-2 px-4 py-6 sm:px-6">
        <p>
          {props.hasModel
            ? "Graded by a language model; every mark quotes your own words or boxes."
            : "No model is connected here: grades are estimates of the offline judge."}
        </p>
        <TextLink to="/how-grading-works">How grading works</TextLink>
      </div>
    </footer>
  );
}
