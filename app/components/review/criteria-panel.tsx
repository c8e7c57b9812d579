import { useCallback, useMemo } from "react";
import { Section } from "~/components/ui/section";
import type { SectionView } from "~/lib/report/report-view";
import { noteId, useSelection } from "../report/selection";
import { Kbd } from "../ui/kbd";
import { CriterionCard } from "./criterion-card";
import type { CardContext } from "./criterion-card";
import { useListKeys } from "./use-list-keys";

/** The criteria by section; j and k open the next and the one before. */
export function CriteriaPanel(props: { sections: SectionView[]; context: CardContext }) {
  const { sections } = props;
  const { chosen, choose } = useSelection();
  const ids = useMemo(
    () =>
      sections.flatMap(({ besideText, below }) => [...besideText, ...below].map(({ id }) => id)),
    [sections],
  );
  const step = useCallback(
    (by: 1 | -1) => {
      const at = ids.findIndex((id) => chosen.includes(id));
      const next = ids[at === -1 ? (by === 1 ? 0 : ids.length - 1) : at + by];
      if (next === undefined) return;
      choose([next]);
      focusCriterion(next);
    },
    [ids, chosen, choose],
  );
  useListKeys(step);
  return (
    <>
      <p className="text-ink-soft text-small mb-3 hidden lg:block">
        <Kbd>j</Kbd> <Kbd>k</Kbd> next criterion, previous criterion
      </p>
      {sections.map(({ section, title, besideText, below }) => (
        <Section key={section} title={title} level={3} size="md" className="mb-6">
          <div className="space-y-3">
            {[...besideText, ...below].map((criterion) => (
              <CriterionCard key={criterion.id} criterion={criterion} context={props.context} />
            ))}
          </div>
        </Section>
      ))}
    </>
  );
}

/** Brings a criterion and, on the left, the first words it rests on into view. */
function focusCriterion(id: string): void {
  document.querySelector<HTMLElement>(`[data-criterion="${id}"]`)?.focus({ preventScroll: true });
  // After it has opened, so that as much of it as fits is seen.
  requestAnimationFrame(() => {
    document
      .querySelector(`[data-criteria~="${id}"]`)
      ?.scrollIntoView({ block: "center", behavior: "instant" });
    document.getElementById(noteId(id))?.scrollIntoView({ block: "nearest", behavior: "instant" });
  });
}
