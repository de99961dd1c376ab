import { describe, expect, it } from "vitest";
import { AHMED, caller, DOROTHY, ELENI, LEILA, MARGARET, NOW, WEI } from "../../../test/staff/fake-people.ts";
import { arrange, countRows, type Filter, firstInQueue, type SortKey } from "./board-view.ts";
import { columnFields, layoutFor } from "./board-layout.ts";
import { statusOf } from "./row-status.ts";
import { steadyOrder } from "./steady-order.ts";
import { CARDIOLOGY_PAGE } from "../../../test/staff/fake-people.ts";

const rows = [WEI, MARGARET, ELENI, LEILA, AHMED, DOROTHY];
const compare = new Intl.Collator("en").compare;
const inOrder = (key: SortKey, descending = false, filter: Filter = "all", search = "") =>
  arrange(rows, { filter, search, sort: { key, descending }, compare }).map(({ firstName }) => firstName);

describe("the order of callers", () => {
  it("follows the queue, and a recorded move in it", () => {
    const moved = { ...LEILA, orderKey: DOROTHY.orderKey - 1 };
    expect(arrange([DOROTHY, moved], { filter: "all", search: "", sort: { key: "queue", descending: false }, compare }).map(({ firstName }) => firstName)).toEqual([
      "Leila",
      "Dorothy",
    ]);
  });

  it.each<[string, SortKey, string[]]>([
    ["the queue", "queue", ["Dorothy", "Ahmed", "Leila", "Eleni", "Margaret", "Wei"]],
    ["the name", "name", ["Ahmed", "Dorothy", "Eleni", "Leila", "Margaret", "Wei"]],
    ["what is wrong with the device", "readiness", ["Leila", "Dorothy", "Ahmed", "Eleni", "Margaret", "Wei"]],
    ["the colleague, with empty cells last", "with", ["Ahmed", "Margaret", "Dorothy", "Leila", "Eleni", "Wei"]],
  ])("by %s", (_story, key, expected) => {
    expect(inOrder(key)).toEqual(expected);
    expect(inOrder(key, true)).toEqual(expected.toReversed());
  });

  it("puts callers who entered in the same millisecond in one order, always", () => {
    const twins = [caller(9, "B", "", 5), caller(8, "A", "", 5)];
    const order = (given: typeof twins) => arrange(given, { filter: "all", search: "", sort: { key: "queue", descending: false }, compare }).map(({ id }) => id);
    expect(order(twins)).toEqual(order(twins.toReversed()));
  });
});

describe("finding a caller", () => {
  it.each([
    ["a part of the name", "fin", ["Dorothy"]],
    ["an answer", "CHEST", ["Ahmed"]],
    ["a colleague", "marsh", ["Ahmed", "Margaret"]],
    ["several words of several fields", "ahmed pain", ["Ahmed"]],
    ["what nobody has", "zzz", []],
  ])("by %s", (_story, search, expected) => {
    expect(inOrder("queue", false, "all", search)).toEqual(expected);
  });

  it("by status; offline is not counted as waiting", () => {
    expect(inOrder("queue", false, "waiting")).toEqual(["Dorothy", "Ahmed", "Leila"]);
    expect(countRows(rows, [])).toEqual({ all: 6, waiting: 3, hold: 1, seen: 1, offline: 1, ended: 0 });
  });
});

describe("whose turn it is", () => {
  it("the first in the queue, never somebody offline, seen or held", () => {
    expect(firstInQueue(rows)?.firstName).toBe("Dorothy");
    expect(firstInQueue([WEI, MARGARET, ELENI])).toBeNull();
  });
});

describe("late", () => {
  it("is a waiting caller after thirty minutes, counted from the arrival, and nobody else", () => {
    expect(statusOf({ ...DOROTHY, since: NOW }, NOW)).toBe("late");
    expect(statusOf(LEILA, NOW)).toBe("waiting");
    expect(statusOf(MARGARET, NOW)).toBe("seen");
    expect(statusOf(WEI, NOW)).toBe("offline");
  });
});

describe("rows under the pointer", () => {
  it.each([
    ["keep their places when others move", ["b", "a", "c"], ["a", "b", "c"], { order: ["a", "b", "c"], newcomers: 0, moved: true }],
    ["let go of who left", ["a", "c"], ["a", "b", "c"], { order: ["a", "c"], newcomers: 0, moved: false }],
    ["let somebody in at the end, where nobody moves", ["a", "b", "c", "d"], ["a", "b", "c"], { order: ["a", "b", "c", "d"], newcomers: 0, moved: false }],
    ["keep a newcomer in between for later", ["a", "x", "b"], ["a", "b"], { order: ["a", "b"], newcomers: 1, moved: false }],
    ["begin with everybody", ["a", "b"], [], { order: ["a", "b"], newcomers: 0, moved: false }],
  ])("%s", (_story, wanted, shown, expected) => {
    expect(steadyOrder(wanted, shown)).toEqual(expected);
  });
});

describe("the width of the list", () => {
  it.each([
    [390, "cards", 1],
    [703, "cards", 1],
    [704, "table", 1],
    [912, "table", 1],
    [1_176, "table", 3],
  ])("%i pixels: %s, %i answers as columns", (width, form, fields) => {
    expect(layoutFor(width)).toMatchObject({ form, fields });
  });

  it("the person's choice of columns wins over the clinic's", () => {
    expect(columnFields(CARDIOLOGY_PAGE.entryFields, null).map(({ id }) => id)).toEqual(["reason", "born"]);
    expect(columnFields(CARDIOLOGY_PAGE.entryFields, ["born"]).map(({ id }) => id)).toEqual(["born"]);
  });
});
