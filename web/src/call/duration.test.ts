import { expect, it } from "vitest";
import { durationText } from "./duration.tsx";

const two = (value: number) => String(value).padStart(2, "0");

it.each([
  [0, "00:00"],
  [252_900, "04:12"],
  [3_600_000, "1:00:00"],
  [3_765_000, "1:02:45"],
  // The device's clock runs behind the server's.
  [-5_000, "00:00"],
])("%i ms are read as %s", (ms, text) => {
  expect(durationText(ms, two, String)).toBe(text);
});
