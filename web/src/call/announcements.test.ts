import type { SeatView } from "@anteroom/core/protocol";
import { describe, expect, it } from "vitest";
import { changesIn } from "./announcements.ts";
import { callOf, drNair, leila, samira } from "../../test/call/call-view.ts";

const said = (before: readonly SeatView[], after: readonly SeatView[]) =>
  changesIn(callOf(drNair, before), callOf(drNair, after)).map(({ id, values }) => `${id} ${values.name ?? ""}`.trim());

describe("what is said aloud about the people of a call", () => {
  it.each<[string, SeatView[], SeatView[], string[]]>([
    ["somebody comes", [leila], [leila, samira], ["said.entered Samira Aziz"]],
    ["somebody is gone from the list", [leila, samira], [leila], ["said.left Samira Aziz"]],
    ["somebody stands in the list as left", [leila], [{ ...leila, state: "left" }], ["said.left Leila Haddad"]],
    ["somebody is put on hold", [leila], [{ ...leila, state: "held" }], ["said.held Leila Haddad"]],
    ["somebody comes back from hold", [{ ...leila, state: "held" }], [leila], ["said.back Leila Haddad"]],
    ["somebody knocks", [leila], [leila, { ...samira, state: "knocking" }], ["said.knocks Samira Aziz"]],
    ["somebody who knocked is let in", [{ ...samira, state: "knocking" }], [samira], ["said.entered Samira Aziz"]],
    ["somebody who knocked gives up: nothing of the inside changed", [{ ...samira, state: "knocking" }], [], []],
    ["a connection is lost", [leila], [{ ...leila, presence: "lost" }], ["said.lost Leila Haddad"]],
    ["a connection is back", [{ ...leila, presence: "lost" }], [leila], ["said.returned Leila Haddad"]],
    ["a hidden page is no news", [leila], [{ ...leila, presence: "away" }], []],
    ["nothing changes", [leila, samira], [leila, samira], []],
  ])("%s", (_story, before, after, sentences) => {
    expect(said(before, after)).toEqual(sentences);
  });

  it("nothing about what I did myself", () => {
    const before = callOf({ ...drNair, state: "held" }, [leila]);
    expect(changesIn(before, callOf(drNair, [leila]))).toEqual([]);
  });

  it("the door", () => {
    expect(changesIn(callOf(drNair, []), callOf(drNair, [], { locked: true })).map(({ id }) => id)).toEqual(["said.locked"]);
    expect(changesIn(callOf(drNair, [], { locked: true }), callOf(drNair, [])).map(({ id }) => id)).toEqual(["said.unlocked"]);
  });
});
