import { expect, it } from "vitest";
import { addWords } from "./talk-to-reply";

it.each<[string, string, number, string, string]>([
  ["", "Hello there.", 100, "Hello there.", ""],
  ["I said.", "Hello there.", 100, "I said. Hello there.", ""],
  ["A line\n", "Hello.", 100, "A line\nHello.", ""],
  ["I said.", "Hello there.", 20, "I said. Hello there.", ""],
  ["I said.", "Hello there.", 19, "I said. Hello", "there."],
  ["I said.", "Hello", 9, "I said.", "Hello"],
  ["0123456789", "Hello", 10, "0123456789", "Hello"],
])("adds words to a field with room for so many: %j %j %i", (text, words, max, joined, leftOff) => {
  expect(addWords(text, words, max)).toEqual({ joined, leftOff });
});
