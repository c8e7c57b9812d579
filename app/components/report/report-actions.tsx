import { BookOpen, FileDown, History, PencilLine, Printer } from "lucide-react";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { sayMarking } from "~/lib/report/own-marks-view";
import type { MarkingLink } from "~/lib/report/own-marks-view";
import type { ReportFile } from "~/lib/report/report-markdown";
import { ShareReport } from "./share-report";

/** Solution, print, and the report as a file. Files are made in the browser from what is shown. */
export function ReportActions(props: {
  attemptId: string;
  /** Only the candidate shares. */
  isOwn: boolean;
  file: ReportFile;
  /** Where the reader can mark themselves; null where they can't. */
  marking: MarkingLink | null;
}) {
  async function saveMarkdown() {
    const { writeMarkdown } = await import("~/lib/report/report-markdown");
    saveFile(`${props.file.slug}-report.md`, "text/markdown", writeMarkdown(props.file));
  }
  function saveJson() {
    const text = `${JSON.stringify(props.file, null, 2)}\n`;
    saveFile(`${props.file.slug}-report.json`, "application/json", text);
  }
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      <ButtonLink to={`/attempts/${props.attemptId}/solution`}>
        <BookOpen aria-hidden className="size-4.5" /> Worked solution
      </ButtonLink>
      <ButtonLink to={`/attempts/${props.attemptId}/replay`}>
        <History aria-hidden className="size-4.5" /> Replay
      </ButtonLink>
      {/* An estimate has its own line for it, among what leads on from it. */}
      {props.marking !== null && props.file.grade.outcome.kind === "grade" && (
        <ButtonLink to={props.marking.to}>
          <PencilLine aria-hidden className="size-4.5" /> {sayMarking(props.marking)}
        </ButtonLink>
      )}
      {props.isOwn && <ShareReport attemptId={props.attemptId} />}
      <Button onClick={() => window.print()}>
        <Printer aria-hidden className="size-4.5" /> Print
      </Button>
      <Button onClick={() => void saveMarkdown()}>
        <FileDown aria-hidden className="size-4.5" /> Markdown
      </Button>
      <Button onClick={saveJson}>
        <FileDown aria-hidden className="size-4.5" /> JSON
      </Button>
    </div>
  );
}

function saveFile(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
