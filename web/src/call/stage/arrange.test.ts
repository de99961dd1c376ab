import { describe, expect, it } from "vitest";
import { arrange, columnsFor, nextSpeaker, type Wish } from "./arrange.ts";

const two: Wish = { layout: "speaker", cameras: ["leila"], screens: [], pinned: [], speaker: null, ownShown: true };
const three: Wish = { ...two, cameras: ["leila", "samira"] };

describe("where the pictures stand", () => {
  it.each([
    ["in a call of two the other is large and I am in the corner", two, { featured: ["camera leila"], others: [], ownInCorner: true }],
    ["side by side, two are alike", { ...two, layout: "side" }, { featured: ["camera leila", "own"], others: [], ownInCorner: false }],
    ["alone, I am in the corner", { ...two, cameras: [] }, { featured: [], others: [], ownInCorner: true }],
    ["from three on, I have a place among the small ones", three, { featured: ["camera leila"], others: ["camera samira", "own"], ownInCorner: false }],
    ["whoever spoke last is large", { ...three, speaker: "samira" }, { featured: ["camera samira"], others: ["camera leila", "own"], ownInCorner: false }],
    [
      "a shared screen is larger than whoever speaks",
      { ...three, speaker: "samira", screens: ["leila"] },
      { featured: ["screen leila"], others: ["camera leila", "camera samira", "own"], ownInCorner: false },
    ],
    [
      "what is pinned stays large whoever speaks",
      { ...three, speaker: "leila", pinned: ["camera samira"] },
      { featured: ["camera samira"], others: ["camera leila", "own"], ownInCorner: false },
    ],
    [
      "interpreter and patient are pinned together",
      { ...three, pinned: ["camera samira", "camera leila"] },
      { featured: ["camera samira", "camera leila"], others: ["own"], ownInCorner: false },
    ],
    ["a pin of somebody who left is no pin", { ...two, pinned: ["camera samira"] }, { featured: ["camera leila"], others: [], ownInCorner: true }],
    ["in the grid all are alike", { ...three, layout: "grid" }, { featured: ["camera leila", "camera samira", "own"], others: [], ownInCorner: false }],
    ["my hidden picture takes no place", { ...three, ownShown: false }, { featured: ["camera leila"], others: ["camera samira"], ownInCorner: false }],
    ["somebody who spoke and left is not shown", { ...three, speaker: "gone" }, { featured: ["camera leila"], others: ["camera samira", "own"], ownInCorner: false }],
  ] as const)("%s", (_story, wish, arrangement) => {
    expect(arrange(wish as Wish)).toEqual(arrangement);
  });

  it.each([
    [1, 1],
    [2, 2],
    [4, 2],
    [5, 3],
    [9, 3],
    [10, 4],
    [20, 5],
  ])("%i tiles stand in %i columns", (count, columns) => {
    expect(columnsFor(count)).toBe(columns);
  });
});

describe("the picture follows the voice", () => {
  it.each([
    ["to whoever begins to speak", null, ["leila"], "leila"],
    ["stays while they go on, though another begins", "leila", ["samira", "leila"], "leila"],
    ["goes to the other once they stop", "leila", ["samira"], "samira"],
    ["stays in a silence", "leila", [], "leila"],
  ])("%s", (_story, before, speaking, after) => {
    expect(nextSpeaker(before, speaking)).toBe(after);
  });
});
