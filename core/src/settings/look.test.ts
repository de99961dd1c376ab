import { describe, expect, it } from "vitest";
import { contrastOf, LEAST_CONTRAST } from "./contrast.ts";
import { lookFaults, lookOf, nearestLook } from "./look.ts";

const COLOURS = ["#0a5c75", "#7a1fa2", "#b3261e", "#1d6b2f", "#000000", "#1b2428", "#0000ff", "#5b3a00", "#c2185b", "#595959"];
const GROUNDS = ["", "#ffffff", "#fff4e5", "#e8f1ff"];
const NONE = { primaryColour: "", secondaryColour: "", background: "" };
/** Nothing of the page's own stands on the left of a colour that is not in the look. */
const LIGHT = { "--surface": "#ffffff", "--bg": "#f6f4f0", "--text": "#1b2428", "--muted": "#566066" };
const DARK = { "--surface": "#172025", "--bg": "#0f1619", "--text": "#e8edee", "--muted": "#a5b4ba" };
const PAIRS = [
  ["--primary-text", "--primary"],
  ["--primary-text", "--primary-hover"],
  ["--primary-soft-text", "--primary-soft"],
  ["--primary-soft-text", "--primary-soft-hover"],
  ["--link", "--bg"],
  ["--link", "--surface"],
  ["--secondary", "--surface"],
  ["--text", "--bg"],
  ["--muted", "--bg"],
] as const;

describe("the look of a clinic", () => {
  it("is the product's own while nothing is chosen", () => expect(lookOf(NONE)).toBeNull());

  for (const primaryColour of COLOURS)
    for (const background of GROUNDS)
      it(`can be read in every pair, day and night, with ${primaryColour} on ${background || "the page's own"}`, () => {
        const colours = { primaryColour, secondaryColour: primaryColour, background };
        expect(lookFaults(colours)).toEqual([]);
        const look = lookOf(colours)!;
        for (const [own, chosen] of [
          [LIGHT, look.light],
          [DARK, look.dark],
        ] as const) {
          const all: Record<string, string> = { ...own, ...chosen };
          const poor = PAIRS.filter(([text, ground]) => contrastOf(all[text]!, all[ground]!) < LEAST_CONTRAST - 0.02);
          expect(poor.map(([text, ground]) => `${text} ${all[text]} on ${ground} ${all[ground]}`)).toEqual([]);
        }
      });

  it.each([
    ["primaryColour", "#ffcc00"],
    ["secondaryColour", "#8ecae6"],
    ["background", "#333333"],
    ["background", "#c08040"],
  ] as const)("refuses %s %s and names the nearest that passes", (path, hex) => {
    const [fault] = lookFaults({ ...NONE, [path]: hex });
    const nearest = nearestLook(path, hex);
    expect(fault?.message).toContain(nearest);
    expect(lookFaults({ ...NONE, [path]: nearest })).toEqual([]);
  });

  it("says what a colour is", () =>
    expect(lookFaults({ ...NONE, primaryColour: "red; background: url(//evil)" })).toMatchObject([{ path: "primaryColour", message: "This must be a colour such as #0a5c75." }]));
});
