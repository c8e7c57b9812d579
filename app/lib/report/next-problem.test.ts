import { expect, it } from "vitest";
import { chooseNextProblem } from "./next-problem";

type Card = Parameters<typeof chooseNextProblem>[0][number];

function card(slug: string, fields: Partial<Card> = {}): Card {
  return {
    slug,
    title: slug,
    difficulty: "core",
    minutes: [30, 45],
    topics: ["retrieval"],
    isTried: false,
    ...fields,
  };
}

const FROM = card("from", { isTried: true, topics: ["retrieval", "evaluation"] });
const choose = (...others: Card[]) => chooseNextProblem([FROM, ...others], "from");

it("takes what is a step harder, then what has most topics in common", () => {
  const next = choose(
    card("easier", { difficulty: "warm-up", topics: FROM.topics }),
    card("same", { topics: FROM.topics }),
    card("b-harder", { difficulty: "hard" }),
    card("a-harder", { difficulty: "hard", topics: ["training"] }),
  );
  expect(next).toMatchObject({ slug: "b-harder", minutes: 30 });
  expect(next?.why).toBe("Hard, so a step up. It uses one of the topics you just practiced.");
});

it("takes none that was tried, and none at all where all were", () => {
  expect(choose(card("tried", { isTried: true }))).toBeNull();
  expect(choose(card("tried", { isTried: true, difficulty: "hard" }), card("new"))?.slug).toBe(
    "new",
  );
  expect(chooseNextProblem([card("other")], "archived")).toBeNull();
});

it("rather takes one that has a short round", () => {
  const long = card("long", { difficulty: "hard", minutes: [45, 60] });
  expect(choose(long, card("short"))?.slug).toBe("short");
  expect(choose(long)).toMatchObject({ slug: "long", minutes: 45 });
});
