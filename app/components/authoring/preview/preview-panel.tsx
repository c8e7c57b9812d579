import { lazy, Suspense, useState } from "react";
import type { ReactNode } from "react";
import type { DraftFile } from "#domain/authoring/draft-words";
import { LENSES } from "#domain/problems/scale";
import { PartList } from "~/components/report/part-list";
import { Callout } from "~/components/ui/callout";
import { Spinner } from "~/components/ui/spinner";
import type { DrawnPreview } from "./drawn-preview";
import { ProblemPreview } from "./problem-preview";

/** Each only once its file is opened; the solution's drawing brings the canvas with it. */
const RubricPreview = lazy(async () => {
  const module = await import("./rubric-preview");
  return { default: module.RubricPreview };
});
const SolutionPreview = lazy(async () => {
  const module = await import("./solution-preview");
  return { default: module.SolutionPreview };
});

const TITLES: Record<DraftFile, string> = {
  problem: "Candidate preview",
  solution: "The worked solution, behind a report",
  rubric: "The criteria as reports and reviews show them",
  scene: "The drawing in words, as it appears below the solution’s",
};

/**
 * What candidates see of the file that is being edited. While a fault keeps it from being read, it
 * stands as it last could be.
 */
export function PreviewPanel(props: { file: DraftFile; drawn: DrawnPreview; sceneText: string }) {
  const { file, drawn, sceneText } = props;
  const statement = useLastRead(drawn.statement);
  const rubric = useLastRead(drawn.rubric);
  return (
    <section aria-labelledby="preview-title" className="xl:sticky xl:top-4">
      <h2 id="preview-title" className="text-ink-soft mb-3 font-semibold">
        {TITLES[file]}
      </h2>
      <div
        key={file}
        role="region"
        aria-label="Preview"
        // A region that scrolls must be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="border-line bg-paper rounded-md border px-4 py-5 sm:px-6 xl:max-h-[calc(100dvh-5rem)] xl:overflow-y-auto"
      >
        {file === "problem" && (
          <AsLastRead name="problem.md" read={statement}>
            {(last) => <ProblemPreview {...last} />}
          </AsLastRead>
        )}
        {file === "rubric" && (
          <AsLastRead name="The rubric" read={rubric}>
            {(last) => (
              <WhenLoaded>
                <RubricPreview rubric={last} lenses={statement.last?.head.lenses ?? LENSES} />
              </WhenLoaded>
            )}
          </AsLastRead>
        )}
        {file === "solution" && drawn.solutionHtml === null && (
          <p className="text-ink-soft">solution.md is empty. What you write there appears here.</p>
        )}
        {file === "solution" && drawn.solutionHtml !== null && (
          <WhenLoaded>
            <SolutionPreview
              html={drawn.solutionHtml}
              sceneText={sceneText}
              parts={drawn.parts}
              curveball={statement.last?.head.curveball ?? null}
            />
          </WhenLoaded>
        )}
        {file === "scene" && <DrawingPreview parts={drawn.parts} />}
      </div>
    </section>
  );
}

/**
 * Around what is loaded later, and nothing that the server draws: the page changes at once when React
 * has it, and a boundary that React doesn't have yet is then drawn anew, with its error 421.
 */
function WhenLoaded({ children }: { children: ReactNode }) {
  return <Suspense fallback={<Spinner label="Loading the preview" />}>{children}</Suspense>;
}

/** The canvas stands in the editor: a second one beside it would show the same. */
function DrawingPreview({ parts }: Pick<DrawnPreview, "parts">) {
  if (parts === null) {
    return <p className="text-ink-soft">The drawing is not an Excalidraw file.</p>;
  }
  if (parts.length === 0) {
    return <p className="text-ink-soft">Nothing is drawn yet. Each part will be named here.</p>;
  }
  return <PartList parts={parts} criteria={[]} isOpen />;
}

type Read<T> = { last: T | null; isStale: boolean };

/** The newest value that could be read. */
function useLastRead<T>(value: T | null): Read<T> {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  return { last: value ?? last, isStale: value === null && last !== null };
}

function AsLastRead<T>(props: {
  name: string;
  read: Read<T>;
  children: (last: T) => ReactNode;
}): ReactNode {
  const { last, isStale } = props.read;
  if (last === null) {
    return (
      <p className="text-ink-soft">
        {props.name} can’t be read yet, so there is nothing to show. The checks point to the lines.
      </p>
    );
  }
  return (
    <>
      {isStale && (
        <Callout tone="warn" className="mb-6">
          {props.name} can’t be read right now. This is the last readable version.
        </Callout>
      )}
      {props.children(last)}
    </>
  );
}
