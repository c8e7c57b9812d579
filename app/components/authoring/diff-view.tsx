import clsx from "clsx";
import type { TextDiff } from "#server/authoring/get-version-diff";
import { Section } from "~/components/ui/section";

const SIGNS = { same: " ", old: "−", new: "+" } as const;
const SIGN_WORDS = { same: "", old: "removed: ", new: "added: " } as const;

/** Texts compared line by line, in one column: what was taken out above what came in. */
export function DiffView(props: { diffs: readonly TextDiff[] }) {
  return (
    <div className="flex flex-col gap-8">
      {props.diffs.map(({ name, hunks }) => (
        <Section key={name} title={name} level={3} size="sm">
          {hunks.length === 0 ? (
            <p className="text-ink-soft">No changes here.</p>
          ) : (
            <div
              // A region that scrolls must be reachable by keyboard.
              // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
              tabIndex={0}
              role="group"
              aria-label={`Changes in ${name}`}
              className="border-line bg-surface text-fine relative max-h-[32rem] overflow-auto rounded-md border font-mono leading-5"
            >
              <ol className="w-max min-w-full">
                {hunks.map(({ lines }, index) => (
                  <li
                    key={`${lines[0]?.oldLine}-${lines[0]?.newLine}`}
                    className={clsx(index > 0 && "border-line-strong border-t border-dashed")}
                  >
                    {lines.map((line) => (
                      <div
                        key={`${line.oldLine}-${line.newLine}`}
                        className={clsx(
                          "flex whitespace-pre",
                          line.kind === "old" && "bg-danger-soft",
                          line.kind === "new" && "bg-ok-soft",
                        )}
                      >
                        <span className="text-ink-faint w-12 shrink-0 pr-2 text-right select-none">
                          {line.newLine ?? line.oldLine}
                        </span>
                        <span aria-hidden className="w-5 shrink-0 font-bold select-none">
                          {SIGNS[line.kind]}
                        </span>
                        <span className="sr-only">{SIGN_WORDS[line.kind]}</span>
                        <span className="pr-4">{line.text}</span>
                      </div>
                    ))}
                  </li>
                ))}
              </ol>
            </div>
          )}
        </Section>
      ))}
    </div>
  );
}
