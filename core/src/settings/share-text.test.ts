import { describe, expect, it } from "vitest";
import { hasLink, otherLink, otherLinkInWords } from "./share-text.ts";

const link = "https://call.example.org/c/heart";

describe("a text with the clinic's link", () => {
  it.each([
    `Your visit: ${link}`,
    `Your visit (${link}).`,
    `زيارتك: ${link}، شكرًا.`,
    `Please be there at 9.30.Then wait. Bring pills, e.g. aspirin. ${link}`,
    `Dr. Nair waits for you.Please come. Questions: desk@heart.example.org. ${link}`,
    `Ring 03.5550.1420 or +61 3 5550 1420, on 12.11.2026. ${link}`,
  ])("may say: %s", (text) => expect([otherLink(text, link), hasLink(text, link)]).toEqual([null, true]));

  it.each([
    ["https://evil.example/pay"],
    ["http://10.0.0.1/x"],
    ["www.evil.example"],
    ["evil.example/c/heart"],
    ["EVIL.COM"],
    ["bit.ly/abc"],
    ["xn--e1afmkfd.xn--p1ai"],
    ["192.168.1.20/login"],
    [`${link}-2`],
    [`${link}@evil.example/x`],
    [`${link}?next=1`],
    ["https://call.example.org@evil.example/c/heart"],
    ["ftp://files.example.org/a"],
  ])("may not lead to %s", (other) => expect(otherLink(`Come: ${link} or ${other}.`, link)).toBe(other));

  it.each([
    [`evil.example,${link}`, "evil.example"],
    [`evil.example/${link}`, "evil.example/"],
    [`10.0.0.1;${link}`, "10.0.0.1;"],
    [`desk@heart.example.org,evil.example ${link}`, "heart.example.org"],
    [`evil.example,desk@heart.example.org ${link}`, "evil.example"],
    [`Evil.Example/pay ${link}`, "Evil.Example/pay"],
    [`Evil.Com ${link}`, "Evil.Com"],
  ])("hides none behind another: %s", (text, other) => expect(otherLink(text, link)).toBe(other));

  it("has it as it is, and not inside another", () => {
    expect([hasLink(`See ${link}-2`, link), hasLink("See heart", link)]).toEqual([false, false]);
  });

  it.each([
    ["Welcome to {clinic}: {link}", null],
    ["{link}?next=https://evil.example", "{link}?next=https://evil.example"],
    ["{link} or evil.example", "evil.example"],
  ])("is judged alike before it is filled in: %s", (words, other) => expect(otherLinkInWords(words)).toBe(other));
});
