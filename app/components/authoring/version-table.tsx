import { Form } from "@remix-run/react";
import type { VersionEntry } from "#server/authoring/get-problem-history";
import { Cell, HeadCell, Row, Table } from "~/components/ui/table";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { LocalTime } from "~/components/ui/local-time";
import { TextLink } from "~/components/ui/text-link";

const COLUMNS = [
  { title: "Version" },
  { title: "Source" },
  { title: "When" },
  { title: "Compare or go back", isTitleHidden: true },
];

/** The versions of a problem or of its rubric, newest first, with the ways to compare and go back. */
export function VersionTable(props: {
  caption: string;
  of: "problem" | "rubric";
  versions: readonly VersionEntry[];
  /** An open draft is in the way of a second one. */
  hasOpenDraft: boolean;
}) {
  const newest = props.versions[0]?.version;
  return (
    <Table caption={props.caption} columns={COLUMNS}>
      {props.versions.map((entry) => (
        <Row key={entry.version}>
          <HeadCell>
            <span className="font-semibold tabular-nums">{entry.version}</span>{" "}
            {entry.version === newest && <Badge tone="accent">Current</Badge>}
          </HeadCell>
          <Cell>
            {entry.source === "file" ? "Files" : (entry.createdBy ?? "This app")}
            {entry.reason !== null && (
              <span className="text-ink-soft text-small block max-w-[45ch]">
                Published despite the dry run: {entry.reason}
              </span>
            )}
          </Cell>
          <Cell className="text-ink-soft whitespace-nowrap">
            <LocalTime iso={entry.createdAt} />
          </Cell>
          <Cell className="whitespace-nowrap">
            <span className="relative flex flex-wrap items-center justify-end gap-2">
              {entry.version > 1 && (
                <TextLink
                  to={`?of=${props.of}&from=${entry.version - 1}&to=${entry.version}#changes`}
                  look="item"
                  className="px-2"
                >
                  What changed
                  <span className="sr-only"> in version {entry.version}</span>
                </TextLink>
              )}
              {entry.version !== newest && !props.hasOpenDraft && (
                <Form method="post">
                  <input type="hidden" name={`${props.of}Version`} value={entry.version} />
                  <Button type="submit" size="sm">
                    Draft from this
                    <span className="sr-only"> version {entry.version}</span>
                  </Button>
                </Form>
              )}
            </span>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
