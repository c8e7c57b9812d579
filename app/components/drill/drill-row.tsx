import type { DrillCard } from "#server/attempts/list-drills";
import type { Verdict } from "#domain/grading/verdicts";
import { SECTION_TITLES } from "#domain/problems/scale";
import { Badge } from "~/components/ui/badge";
import { LocalTime } from "~/components/ui/local-time";
import { TextLink } from "~/components/ui/text-link";

/** One drill of the list: what it was about, when, and what came of it. */
export function DrillRow({ drill }: { drill: DrillCard }) {
  const isOpen = drill.status === "in_progress";
  return (
    <li className="border-line relative grid gap-x-8 gap-y-2 border-t py-4 sm:grid-cols-[1fr_auto] sm:items-center">
      <div className="min-w-0">
        <h2 className="text-lg leading-snug font-bold">
          <TextLink
            to={isOpen ? `/drills/${drill.id}` : `/drills/${drill.id}/result`}
            look="title"
            className="after:absolute after:inset-0"
          >
            {SECTION_TITLES[drill.section]},{" "}
            {drill.of === 1 ? "1 criterion" : `${drill.of} criteria`}
          </TextLink>
        </h2>
        <p className="text-ink-soft mt-1 flex flex-wrap gap-x-4">
          <span>{drill.title}</span>
          <LocalTime iso={drill.submittedAt ?? drill.startedAt} />
        </p>
      </div>
      <Badge tone={toneOf(drill)} className="justify-self-start">
        {sayState(drill)}
      </Badge>
    </li>
  );
}

function toneOf({ status, by, gradeStatus }: DrillCard): "plain" | "accent" | "ok" | "warn" {
  if (status === "in_progress") return "accent";
  if (by !== null) return "ok";
  return gradeStatus === "needs_attention" ? "warn" : "plain";
}

/** Whose verdicts they are is always said: an estimate finds ideas, own marks are one's own. */
function sayState({ status, by, verdicts, of, gradeStatus }: DrillCard): string {
  if (status === "in_progress") return "In progress";
  const met = verdicts.filter((verdict: Verdict) => verdict === "met").length;
  if (by === "judge") return `${met} of ${of} met`;
  if (by === "estimate") return `Estimate: ${met} of ${of} found`;
  if (by === "self") return `Own marks: ${met} of ${of} met`;
  if (gradeStatus === "graded") return "Not opened yet";
  if (gradeStatus === "needs_attention") return "Not graded yet";
  return gradeStatus === "running" ? "Being graded" : "Waiting to be graded";
}
