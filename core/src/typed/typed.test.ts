import { describe, expect, it } from "vitest";
import { isEmail, phoneFault, plainFigures, plainNumber, plainPhone, textNumber } from "./index.ts";

describe("what people type", () => {
  it.each([
    ["as printed on a card", "03 5550 1482", null],
    ["with the country", "+61 (3) 5550-1482", null],
    ["in Arabic figures", "٠٣٥٥٥٠١٤٢٠", null],
    ["in Persian figures", "۰۳۵۵۵۰۱۴۲۰", null],
    ["in wide figures", "＋６１３５５５０", null],
    ["with the dash of a word processor", "03–5550–1482", null],
    ["of a small island", "20 123", null],
    ["of words", "call me", "letters"],
    ["with an extension, which cannot be dialled", "03 5550 1482 ext 12", "letters"],
    ["with a face", "📞 03 5550 1482", "letters"],
    ["of markup", "<img>0355501482", "letters"],
    ["of signs", "+-()/--", "short"],
    ["too short", "0355", "short"],
    ["too long", "0".repeat(41), "long"],
  ])("a phone number %s", (_story, text, fault) => {
    expect(phoneFault(text)).toBe(fault);
  });

  it("is kept in figures that can be dialled", () => {
    expect(plainPhone(" +٩٦١ ١ ٢٣٤ ٥٦٧ ")).toBe("+961 1 234 567");
    expect(plainFigures("०१२३४५६७८९ ๐๑๒๓๔๕๖๗๘๙ 0123456789")).toBe("0123456789 0123456789 0123456789");
  });

  it.each([
    ["37,5", "37.5"],
    ["٣٧٫٥", "37.5"],
    ["-4", "-4"],
    ["37.5.1", null],
    ["0x10", null],
    ["Infinity", null],
    ["", null],
  ])("the number %j is %j", (text, number) => {
    expect(plainNumber(text)).toBe(number);
  });

  it.each([
    ["leila@example.org", true],
    ["leila@example", false],
    ["leila example.org", false],
  ])("the address %s is one: %s", (text, good) => {
    expect(isEmail(text)).toBe(good);
  });
});

it.each([
  ["+61 412 555 010", "+61412555010"],
  ["0061 (412) 555-010", "+61412555010"],
  ["٠٠٦١ ٤١٢ ٥٥٥ ٠١٠", "+61412555010"],
  ["0412 555 010", null],
  ["+61", null],
  ["+61 412 555 010 999 999", null],
])("%s is texted at %s", (typed, number) => expect(textNumber(typed)).toBe(number));
