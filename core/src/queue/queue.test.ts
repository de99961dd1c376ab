import { describe, expect, it } from "vitest";
import { byOrder, callersStillThere, countsByStatus, countsOf, estimateMinutes, isLate, nextToSee, nextToText, orderKeyBefore, peopleAhead, rowStatusOf } from "./queue.ts";

const MINUTE = 60_000;
function caller(id: string, enteredAt: number, state: "waiting" | "seen" | "held" = "waiting", offline = false, orderKey = enteredAt) {
  return {
    id,
    enteredAt,
    orderKey,
    status: { state, since: enteredAt },
    presence: offline ? { state: "offline" as const, since: 0, recallEndsAt: null as number | null } : { state: "here" as const },
  };
}

describe("the queue of a clinic", () => {
  const ahmed = caller("ahmed", 1 * MINUTE);
  const leila = caller("leila", 2 * MINUTE);
  const wei = caller("wei", 0, "waiting", true);
  const grace = caller("grace", 3 * MINUTE, "seen");
  const everybody = [grace, leila, wei, ahmed];

  it("is ordered by arrival", () => expect([leila, ahmed].sort(byOrder).map((each) => each.id)).toEqual(["ahmed", "leila"]));
  it("puts a caller first whom staff moved there", () => expect([ahmed, caller("leila", 2 * MINUTE, "waiting", false, 0)].sort(byOrder)[0]?.id).toBe("leila"));
  it("tells equal arrivals apart by id on every page alike", () => expect([caller("b", 1), caller("a", 1)].sort(byOrder).map((each) => each.id)).toEqual(["a", "b"]));
  it("counts those ahead without the seen and the offline", () => expect(peopleAhead(everybody, "leila")).toBe(1));
  it("tells nobody a place who is not waiting", () => expect(peopleAhead(everybody, "grace")).toBeNull());
  it("offers the first who can be reached", () => expect(nextToSee(everybody)?.id).toBe("ahmed"));
  it("has nobody next when nobody waits", () => expect(nextToSee([grace])).toBeNull());
  it("texts the first in line who is offline, once, and nobody behind somebody who is awaited", () => {
    const text = (...visits: (ReturnType<typeof caller> & { textedAsNext?: boolean })[]) => nextToText(visits.map((visit) => ({ textedAsNext: false, ...visit })))?.id ?? null;
    const awaited = { ...wei, presence: { state: "offline" as const, since: 0, recallEndsAt: 9 * MINUTE } };
    const later = caller("later", 5 * MINUTE, "waiting", true);
    expect([text(...everybody), text(ahmed, later), text(later, grace)]).toEqual(["wei", null, "later"]);
    expect([text(awaited, later), text({ ...wei, textedAsNext: true }, later)]).toEqual([null, null]);
  });
  it("calls a wait late after thirty minutes", () =>
    expect([isLate(ahmed, 31 * MINUTE), isLate(ahmed, 31 * MINUTE + 1), isLate(grace, 99 * MINUTE)]).toEqual([false, true, false]));
  it("counts by status with the longest wait", () => expect(countsOf(everybody)).toEqual({ waiting: 3, held: 0, seen: 1, longestWaitSince: 0 }));
});

describe("the likely wait", () => {
  it.each([
    ["is not told before three visits are known", 0, [MINUTE, MINUTE], 1, null],
    ["is the median visit for the first in line", 0, [9 * MINUTE, 10 * MINUTE, 55 * MINUTE], 1, 10],
    ["grows with the people ahead", 2, [10 * MINUTE, 10 * MINUTE, 10 * MINUTE], 1, 30],
    ["shrinks with clinicians at work", 2, [10 * MINUTE, 10 * MINUTE, 10 * MINUTE], 2, 15],
    ["is never below five minutes", 0, [1, 2, 3], 4, 5],
  ] as const)("%s", (_story, ahead, seenMs, clinicians, minutes) => expect(estimateMinutes(ahead, seenMs, clinicians)).toBe(minutes));
});

describe("a recorded move", () => {
  const ahmed = caller("ahmed", 1_000);
  const leila = caller("leila", 2_000);
  const wei = caller("wei", 3_000);
  const queue = [wei, ahmed, leila];
  /** The order after the move. */
  const moved = (id: string, before: string | null, from = queue) => {
    const orderKey = orderKeyBefore(from, id, before);
    return orderKey === null
      ? null
      : from
          .map((each) => (each.id === id ? { ...each, orderKey } : each))
          .sort(byOrder)
          .map((each) => each.id);
  };
  it("to the front", () => expect(moved("wei", "ahmed")).toEqual(["wei", "ahmed", "leila"]));
  it("between two", () => expect(moved("wei", "leila")).toEqual(["ahmed", "wei", "leila"]));
  it("to the end", () => expect(moved("ahmed", null)).toEqual(["leila", "wei", "ahmed"]));
  it("before nobody who waits here is no move", () =>
    expect([moved("ahmed", "nobody"), moved("ahmed", "ahmed"), orderKeyBefore([ahmed, caller("grace", 5, "seen")], "ahmed", "grace")]).toEqual([null, null, null]));
  it("before one of two with the same key comes before both", () =>
    expect(moved("wei", "b", [ahmed, caller("a", 2_000), caller("b", 2_000), wei])).toEqual(["ahmed", "wei", "a", "b"]));
  it("alone is possible", () => expect(moved("ahmed", null, [ahmed])).toEqual(["ahmed"]));
});

describe("the status of a row", () => {
  it.each([
    ["waiting", caller("a", 0), 30 * MINUTE],
    ["late", caller("a", 0), 30 * MINUTE + 1],
    ["seen", caller("a", 0, "seen"), 99 * MINUTE],
    ["held", caller("a", 0, "held"), 99 * MINUTE],
    ["offline", caller("a", 0, "waiting", true), 99 * MINUTE],
  ] as const)("%s", (status, visit, now) => expect(rowStatusOf(visit, now)).toBe(status));

  it("counts late callers among the waiting", () =>
    expect(countsByStatus([caller("a", 0), caller("b", 90 * MINUTE), caller("c", 0, "seen"), caller("d", 0, "waiting", true)], 90 * MINUTE)).toEqual({
      waiting: 2,
      late: 1,
      seen: 1,
      held: 0,
      offline: 1,
      ended: 0,
    }));
});

it("a clinic with callers is not deleted: it says how many", () => {
  const here = { ...caller("a", 0, "held"), clinicId: "heart" };
  const gone = { ...caller("b", 0), clinicId: "heart", status: { state: "ended" as const, since: 0, reason: "completed" as const, byId: null } };
  expect(callersStillThere([here, gone, { ...caller("c", 0), clinicId: "kidney" }], "heart")).toBe(1);
});
