import type { SectionId } from "#domain/problems/scale";
import { LocalTime } from "~/components/ui/local-time";
import { PageHeader } from "~/components/ui/page-header";
import { TextLink } from "~/components/ui/text-link";
import { nameDrill } from "~/lib/name-drill";

/** Whose drill it was, and where it came from. */
export function DrillHead(props: {
  section: SectionId;
  isTaster: boolean;
  title: string;
  submittedAt: string;
  /** Null when the attempt that it grew out of is gone. */
  reportTo: string | null;
}) {
  return (
    <PageHeader
      above={
        props.reportTo === null ? (
          props.title
        ) : (
          <TextLink to={props.reportTo} look="back">
            Report: {props.title}
          </TextLink>
        )
      }
      title={nameDrill(props)}
      lead={
        <>
          Handed in <LocalTime iso={props.submittedAt} />
        </>
      }
    />
  );
}
