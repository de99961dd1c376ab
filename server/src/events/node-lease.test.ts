import { expect, it } from "vitest";
import { stepOfClock } from "./node-lease.ts";

it.each([
  ["runs as time does", 1_000, 1_000, 0],
  ["is set back one hour", -3_599_000, 1_000, -3_600_000],
  ["is set forward", 61_000, 1_000, 60_000],
])("notices a clock that %s", (_story, wall, at, step) => expect(stepOfClock({ wall: 5, at: 7 }, { wall: 5 + wall, at: 7 + at })).toBe(step));
