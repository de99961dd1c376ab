import { expect, it } from "vitest";
import { seatOf } from "../../test/call/call-view.ts";
import { namesOf } from "./names.ts";

it("people of the same name are told apart by a number, in the order of their seats", () => {
  const seats = [seatOf("2", "Ada Byron", "guest"), seatOf("1", "Ada Byron", "guest"), seatOf("3", "Bo Ek", "guest")];
  expect([...namesOf(seats)].sort()).toEqual([
    ["1", "Ada Byron"],
    ["2", "Ada Byron (2)"],
    ["3", "Bo Ek"],
  ]);
});
