import { describe, expect, it } from "vitest";
import { encodeWire, parseWire } from "./wire.ts";

describe("what comes from another person's browser", () => {
  it.each([
    { t: "state", microphoneOn: true, cameraOn: false, sharing: false },
    { t: "say", id: "1", text: "Guten Tag" },
  ] as const)("is read as it was written: $t", (message) => {
    expect(parseWire(encodeWire(message))).toEqual(message);
  });

  it.each([
    ["no JSON", "hello"],
    ["bytes", new ArrayBuffer(8)],
    ["null", "null"],
    ["a strange kind", '{"t":"admit"}'],
    ["a half state", '{"t":"state","microphoneOn":true}'],
    ["a state of other types", '{"t":"state","microphoneOn":1,"cameraOn":1,"sharing":1}'],
    ["an empty text", '{"t":"say","id":"1","text":""}'],
    ["a text that is too long", JSON.stringify({ t: "say", id: "1", text: "x".repeat(2_001) })],
    ["a long id", JSON.stringify({ t: "say", id: "x".repeat(65), text: "x" })],
    ["a huge message", `{"t":"say","id":"1","text":"x","more":"${"x".repeat(20_000)}"}`],
  ])("is dropped when it is %s", (_story, raw) => {
    expect(parseWire(raw)).toBeNull();
  });

  it("carries nothing along that is not known", () => {
    expect(parseWire('{"t":"say","id":"1","text":"x","html":"<b>"}')).toEqual({ t: "say", id: "1", text: "x" });
  });
});
