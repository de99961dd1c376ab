import { expect, it } from "vitest";
import { pauseSeconds } from "./pause.ts";

it.each([
  [1, 15],
  [2, 30],
  [5, 240],
  [9, 3_600],
  [200, 3_600],
])("after %i tries that failed, the pause is %i seconds", (attempts, seconds) => expect(pauseSeconds(attempts)).toBe(seconds));
