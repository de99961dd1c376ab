import { describe, expect, it } from "vitest";
import { deviceProblemOf } from "./device-problem.ts";

describe("a device that did not come", () => {
  it.each([
    ["NotAllowedError", "Permission denied", "blocked"],
    ["NotAllowedError", "Permission dismissed", "blocked"],
    ["NotAllowedError", "Permission denied by system", "blockedBySystem"],
    ["NotAllowedError", "The request is not allowed by the user agent or the platform in the current context", "blocked"],
    ["SecurityError", "", "blocked"],
    ["NotFoundError", "Requested device not found", "notFound"],
    ["OverconstrainedError", "", "notFound"],
    ["NotReadableError", "Could not start video source", "inUse"],
    ["AbortError", "Timeout starting video source", "timeout"],
    ["TimeoutError", "", "timeout"],
    ["TypeError", "", "unsupported"],
  ])("with %s (%s) is %s", (name, message, problem) => {
    expect(deviceProblemOf(Object.assign(new Error(message), { name }))).toBe(problem);
  });

  it("is unsupported when what was thrown is no error at all", () => {
    expect(deviceProblemOf("strange")).toBe("unsupported");
  });
});
