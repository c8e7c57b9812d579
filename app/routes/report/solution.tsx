import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getSolution } from "#server/grades/get-solution";
import { DrawingBoard } from "~/components/report/drawing-board";
import { LazyBoard } from "~/components/report/lazy-board";
import { WorkedSolution } from "~/components/report/worked-solution";
import { TextLink } from "~/components/ui/text-link";
import { renderMarkdown } from "#domain/markdown/render-markdown";
import { inTurn } from "~/lib/in-turn";
import { requireViewer } from "~/lib/require-viewer";
import { orThrowResponse } from "~/lib/respond";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `Worked solution: ${data.title}` : "Worked solution"} · Scaleboard` },
];

const SENIORITY_ID = "seniority";
/** In the address: shows the candidate's own drawing next to the solution's. */
const BESIDE = "beside";

export const loader = inTurn(async ({ context, params, request }) => {
  const viewer = requireViewer(context, request);
  const attemptId = params["attemptId"] ?? "";
  const solution = await orThrowResponse(() => getSolution(context.db, { attemptId, viewer }));
  const { parts } = await orThrowResponse(() =>
    context.work.scene(solution.solutionScene, request.signal),
  );
  return {
    attemptId,
    title: solution.title,
    solutionHtml: anchorSeniority(renderMarkdown(solution.solutionMarkdown)),
    scene: solution.solutionScene,
    hasOwn: new URL(request.url).searchParams.has(BESIDE),
    parts,
    curveball: { text: solution.curveball.text, handling: solution.curveball.handling },
  };
});

/** Gives the part that reports lead to a place in the address; a solution may have none. */
function anchorSeniority(html: string): string {
  return html.replace(
    /<h([23])>What seniority adds</,
    `<h$1 id="${SENIORITY_ID}">What seniority adds<`,
  );
}

export default function SolutionPage() {
  const { attemptId, title, solutionHtml, scene, hasOwn, parts, curveball } =
    useLoaderData<typeof loader>();
  return (
    <>
      <header className="mb-8">
        <p className="print:hidden">
          <TextLink to={`/attempts/${attemptId}/report`}>Back to your report</TextLink>
        </p>
        <p className="text-ink-soft mt-4">Worked solution</p>
        <h1 className="mt-1 font-serif text-[1.875rem] leading-tight font-semibold text-balance sm:text-[2.5rem]">
          {title}
        </h1>
        <p className="mt-3 print:hidden">
          <TextLink to={hasOwn ? "." : `?${BESIDE}=drawing`} preventScrollReset>
            {hasOwn ? "Show the solution’s drawing alone" : "Show your drawing next to it"}
          </TextLink>
        </p>
      </header>
      <WorkedSolution
        board={<LazyBoard scene={scene} />}
        own={hasOwn && <DrawingBoard from={`/attempts/${attemptId}/drawing`} />}
        parts={parts}
        html={solutionHtml}
        curveball={curveball}
      />
    </>
  );
}
