import { useEffect, useRef } from "react";
import { countWords } from "#domain/attempts/answer.schema";
import type { ReplayState } from "#domain/attempts/replay/timeline";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import type { Splice } from "#domain/text/splice";
import { Checkbox } from "../ui/checkbox";
import { Section } from "../ui/section";
import { Tab, TabList, TabPanel, Tabs } from "../ui/tabs";

/** The five texts at a moment; what came last stands out. */
export function ReplayTexts(props: {
  texts: ReplayState["texts"];
  section: SectionId;
  /** What the last save changed in it; null where it changed something else. */
  change: Splice | null;
  isFollowing: boolean;
  onChoose: (section: SectionId) => void;
  onFollow: (follows: boolean) => void;
}) {
  const { texts, section, change, isFollowing, onChoose, onFollow } = props;
  const words = countWords(texts[section]);
  return (
    <Section title="Answer" size="md" className="min-w-0">
      <Tabs value={section} onValueChange={(value) => onChoose(value as SectionId)}>
        <TabList aria-label="Sections">
          {SECTION_IDS.map((id) => (
            <Tab key={id} value={id} className="lg:px-2 xl:px-2.5">
              {SECTION_TITLES[id]}
            </Tab>
          ))}
        </TabList>
        <TabPanel value={section} tabIndex={-1}>
          <ShownText title={SECTION_TITLES[section]} text={texts[section]} change={change} />
        </TabPanel>
      </Tabs>
      <div className="mt-2 flex flex-wrap items-start justify-between gap-x-6">
        <Checkbox
          label="Follow the writing"
          checked={isFollowing}
          onChange={(event) => onFollow(event.currentTarget.checked)}
        />
        <p className="text-ink-soft tabular-nums" data-words>
          {words} {words === 1 ? "word" : "words"}
        </p>
      </div>
    </Section>
  );
}

function ShownText(props: { title: string; text: string; change: Splice | null }) {
  const { text, change } = props;
  const place = useRef<HTMLDivElement>(null);
  const last = useRef<HTMLElement>(null);
  useEffect(() => {
    const [frame, mark] = [place.current, last.current];
    if (frame === null || mark === null) return;
    frame.scrollTop = mark.offsetTop + mark.offsetHeight - frame.clientHeight / 2;
  }, [change]);
  const start = change?.start ?? text.length;
  const end = start + (change?.insert.length ?? 0);
  return (
    <div
      ref={place}
      role="region"
      aria-label={props.title}
      // A region that scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="bg-surface border-line text-lead relative h-[20rem] overflow-y-auto border border-t-0 p-4 font-serif leading-[1.7] wrap-anywhere whitespace-pre-wrap sm:h-[22rem]"
    >
      {text === "" ? (
        <span className="text-ink-soft italic">Nothing is written yet.</span>
      ) : (
        <>
          {text.slice(0, start)}
          {end > start && (
            <mark ref={last} className="bg-accent-soft text-ink rounded-sm">
              {text.slice(start, end)}
            </mark>
          )}
          {text.slice(end)}
        </>
      )}
    </div>
  );
}
