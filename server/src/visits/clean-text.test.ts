import { describe, expect, it } from "vitest";
import { cleanName, cleanText } from "./clean-text.ts";

describe("a name", () => {
  it.each([
    ["keeps letters of any script", "Nguyễn Thị Mai", "Nguyễn Thị Mai"],
    ["keeps Arabic", "ليلى حداد", "ليلى حداد"],
    ["keeps the joiner that Persian needs", "می\u200cخواهم", "می\u200cخواهم"],
    ["loses a right-to-left override", "Ana\u202egnp.exe", "Ana gnp.exe"],
    ["loses zero-width characters", "A\u200bn\u2060a", "A n a"],
    ["loses line breaks", "Ana\nLind\u2028x", "Ana Lind x"],
    ["loses control characters", "A\u0000\u0007na", "A na"],
    ["is markup's text, not markup", "<img onerror=1>", "<img onerror=1>"],
    ["is nothing when only invisible", "\u200b\u202e \u200d", ""],
  ])("%s", (_story, typed, kept) => expect(cleanName(typed)).toBe(kept));
});

it("a longer text keeps its lines only", () => expect(cleanText("one\r\ntwo\u202e\u0000\n\nthree ")).toBe("one\ntwo\n\nthree"));
