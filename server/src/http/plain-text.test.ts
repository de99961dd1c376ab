import { describe, expect, it } from "vitest";
import { parsePlainJson, plainQuery } from "./plain-text.ts";

describe("text from outside", () => {
  it.each([
    ["is as it was", '{"name":"Ana 👩‍👩‍👧 \\ud83d\\ude00 \\\\u0000"}', { name: "Ana 👩‍👩‍👧 😀 \\u0000" }],
    ["has no NUL", '{"a":{"b":["x\\u0000y"]}}', { a: { b: ["xy"] } }],
    ["has no half of an emoji", '{"name":"Ana\\uD83D"}', { name: "Ana\ufffd" }],
    ["may be no text", "[1,null,true]", [1, null, true]],
  ])("%s", (_story, json, value) => expect(parsePlainJson(json)).toEqual(value));
  it.each(['{"\\u0000":1}', '{"a":{"\\ud800":1}}', "{", "\u0000"])("is refused as %j", (json) => expect(() => parsePlainJson(json)).toThrow(SyntaxError));
  it("behind the ? is treated alike", () => expect(plainQuery({ find: "\0x", words: ["a", "b"] })).toEqual({ find: "x", words: ["a", "b"] }));
});
