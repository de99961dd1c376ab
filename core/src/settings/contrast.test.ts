import { describe, expect, it } from "vitest";
import { contrastWithWhite, LEAST_CONTRAST, nearestReadable } from "./contrast.ts";

describe("a colour under white text", () => {
  it.each([
    ["#000000", 21],
    ["#ffffff", 1],
    ["#767676", 4.54],
    ["#777777", 4.48],
  ])("%s has %d", (colour, contrast) => expect(contrastWithWhite(colour)).toBeCloseTo(contrast, 2));

  it("is kept where it can be read", () => expect(nearestReadable("#0a5c75")).toBe("#0a5c75"));
  it.each(["#ffff00", "#00ffff", "#ff8800", "#8ecae6", "#ffffff", "#777777", "#ff00ff", "#4ade80"])("%s is darkened just enough", (colour) => {
    const nearest = nearestReadable(colour);
    expect(contrastWithWhite(nearest)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
    expect(contrastWithWhite(nearest)).toBeLessThan(LEAST_CONTRAST + 0.2);
  });
});
