import type { JudgeSettings } from "#server/judges/describe-judge";
import type { JudgeControls } from "#domain/settings/judge-controls.schema";
import type { JudgeControlsState } from "#server/settings/get-judge-controls";
import { Callout } from "~/components/ui/callout";
import { LocalTime } from "~/components/ui/local-time";
import { formatDuration } from "~/lib/report/format";
import { sayBound, sayMode } from "~/lib/judge-words";
import { Fact, FactList } from "./fact-list";

/** Who judges, how, and within which bounds. */
export function JudgeFacts(props: { judge: JudgeSettings; controls: JudgeControlsState }) {
  const { judge, controls } = props;
  const { inForce } = controls;
  const hasBound = inForce.maxUsdPerGrade !== null || inForce.maxUsdPerDay !== null;
  return (
    <>
      {!judge.hasModel && (
        <Callout tone="warn" title="The offline judge estimates.">
          <p>No model is connected. Every page that shows a grade says so.</p>
        </Callout>
      )}
      {judge.hasModel && judge.isKeyLost && (
        <Callout tone="danger" title="Paste the key again.">
          <p>The connected model’s key can’t be read anymore, so nothing is graded.</p>
        </Callout>
      )}
      {judge.hasModel && hasBound && judge.cost !== "known" && (
        <Callout tone="warn" title="The spending limits don’t apply.">
          <p>This model’s price is unknown, so its cost can’t be counted.</p>
        </Callout>
      )}
      <FactList>
        {judge.hasModel && (
          <>
            <Fact name="Model">
              {judge.model}{" "}
              <span className="text-ink-soft">
                {judge.source === "environment" ? "(from the environment)" : "(connected here)"}
              </span>
            </Fact>
            <Fact name="Server">{judge.address}</Fact>
            <Fact name="Key">{judge.hasKey ? "set" : "none"}</Fact>
            {judge.secondModel !== null && (
              <Fact name="Second opinions from">{judge.secondModel}</Fact>
            )}
            <Fact name="Reply format">{judge.schemaMode}</Fact>
            <Fact name="Call timeout">{formatDuration(judge.timeoutMs)}</Fact>
            <Fact name="Price">{judge.cost === "known" ? "known" : "unknown"}</Fact>
          </>
        )}
        <Fact name="Mode">
          {sayMode(inForce.mode)} <Origin controls={controls} name="mode" />
        </Fact>
        {!judge.hasModel ? (
          <Fact name="Cost">free</Fact>
        ) : (
          <>
            <Fact name="Limit per grade">
              {sayBound(inForce.maxUsdPerGrade)}{" "}
              <Origin controls={controls} name="maxUsdPerGrade" />
            </Fact>
            <Fact name="Limit per day">
              {sayBound(inForce.maxUsdPerDay)} <Origin controls={controls} name="maxUsdPerDay" />
            </Fact>
          </>
        )}
      </FactList>
      {controls.changed !== null && (
        <p className="text-ink-soft mt-4">
          Last changed by {controls.changed.by}, <LocalTime iso={controls.changed.at} />.
        </p>
      )}
    </>
  );
}

/** Whether a setting is the environment's or somebody's here. */
function Origin({ controls, name }: { controls: JudgeControlsState; name: keyof JudgeControls }) {
  if (controls.set[name] === null) {
    return <span className="text-ink-soft">(from the environment)</span>;
  }
  const { defaults } = controls;
  const said = name === "mode" ? defaults.mode : sayBound(defaults[name]);
  return <span className="text-ink-soft">(set here; the environment says {said})</span>;
}
