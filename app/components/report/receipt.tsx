import type { ReportPage } from "~/lib/report/report-page";
import { LocalTime } from "../ui/local-time";

/** Proof of what was handed in: by whom, when, and the hash of the frozen work. */
export function Receipt(props: { attempt: ReportPage["attempt"] }) {
  const { submittedAt, submittedBy, contentHash } = props.attempt;
  return (
    <dl className="text-small grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
      <dt className="text-ink-soft">Handed in</dt>
      <dd>
        <LocalTime iso={submittedAt} />{" "}
        {submittedBy === "deadline" ? "automatically, at the deadline" : "by you"}
      </dd>
      <dt className="text-ink-soft">Receipt</dt>
      <dd className="font-mono text-sm leading-6 break-all">{contentHash}</dd>
    </dl>
  );
}
