import { describe, expect, it } from "vitest";
import { capsFor, scaleDownBy } from "./link-caps.ts";

describe("what goes to each other", () => {
  it.each([
    [1, 720, 1_700_000],
    [2, 720, 1_700_000],
    [3, 360, 500_000],
    [4, 270, 300_000],
    [5, 240, 200_000],
    [6, 180, 150_000],
    [7, 180, 150_000],
  ])("of %i people is at most %i lines at %i bit a second", (people, height, videoBitrate) => {
    expect(capsFor(people)).toMatchObject({ height, videoBitrate });
  });

  it.each([
    ["halves 720 lines to 360", 720, 360, 2],
    ["leaves a small camera as it is", 240, 720, 1],
    ["leaves a camera that does not tell its size as it is", undefined, 360, 1],
  ])("%s", (_story, captured, height, factor) => {
    expect(scaleDownBy(captured, height)).toBe(factor);
  });
});
