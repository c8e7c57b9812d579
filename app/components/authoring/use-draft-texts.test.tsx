// @vitest-environment happy-dom
import { act, cleanup, renderHook } from "@testing-library/react";
import { expect, it, onTestFinished } from "vitest";
import type { DraftTexts } from "#domain/authoring/draft.schema";
import { useDraftTexts } from "./use-draft-texts";
import type { Standing } from "./use-draft-texts";

function standing(revision: number, problem: string): Standing {
  return { revision, texts: { problem, solution: "", rubric: "", scene: "" } };
}

type Props = { saved: Standing; typed: DraftTexts | null; own: number | null };

function openDraft(saved = standing(1, "one"), typed: DraftTexts | null = null) {
  onTestFinished(cleanup);
  const hook = renderHook((props: Props) => useDraftTexts(props.saved, props.typed, props.own), {
    initialProps: { saved, typed, own: null } as Props,
  });
  return {
    read: () => hook.result.current,
    type: (text: string) => act(() => hook.result.current.setText("problem", text)),
    take: (other: Standing) => act(() => hook.result.current.take(other)),
    arrive: (next: Standing, own: number | null = null) =>
      hook.rerender({ saved: next, typed, own }),
  };
}

it("goes on from one's own save coming back, with what was typed meanwhile", () => {
  const draft = openDraft();
  draft.type("one two");
  draft.type("one two three");
  draft.arrive(standing(2, "one two"), 2);
  expect(draft.read().texts.problem).toBe("one two three");
  expect(draft.read()).toMatchObject({ base: { revision: 2 }, isDirty: true, taken: 0 });
});

it("takes another's save while nothing is typed here", () => {
  const draft = openDraft();
  draft.arrive(standing(2, "theirs"));
  expect(draft.read().texts.problem).toBe("theirs");
  expect(draft.read()).toMatchObject({ base: { revision: 2 }, isDirty: false, taken: 1 });
});

it("keeps what is typed when another saves, and the base that a save must name", () => {
  const draft = openDraft();
  draft.type("mine");
  draft.arrive(standing(2, "theirs"));
  expect(draft.read().texts.problem).toBe("mine");
  expect(draft.read()).toMatchObject({ base: { revision: 1 }, isDirty: true, taken: 0 });
  draft.take(standing(2, "theirs"));
  expect(draft.read().texts.problem).toBe("theirs");
  expect(draft.read()).toMatchObject({ base: { revision: 2 }, isDirty: false, taken: 1 });
});

it("has nothing to settle where another saved the same", () => {
  const draft = openDraft();
  draft.type("the same");
  draft.arrive(standing(2, "the same"));
  expect(draft.read()).toMatchObject({ base: { revision: 2 }, isDirty: false, taken: 0 });
});

it("begins with what was sent and not saved", () => {
  const draft = openDraft(standing(1, "one"), standing(0, "sent").texts);
  expect(draft.read().texts.problem).toBe("sent");
  expect(draft.read().isDirty).toBe(true);
});
