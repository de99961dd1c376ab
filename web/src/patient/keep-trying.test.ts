import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepTrying } from "./keep-trying.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a part that comes late", () => {
  it("is asked for until the server is back, ever more slowly", async () => {
    const done = vi.fn();
    let up = false;
    const load = vi.fn(async () => {
      if (!up) throw new TypeError("Failed to fetch");
      return "part";
    });
    keepTrying(load, done);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(load.mock.calls.length).toBeGreaterThan(3);
    expect(load.mock.calls.length).toBeLessThan(9);
    up = true;
    await vi.advanceTimersByTimeAsync(8_000);
    expect(done).toHaveBeenCalledExactlyOnceWith("part");
  });

  it("is not waited for by a page that went away", async () => {
    const done = vi.fn();
    const load = vi.fn(() => Promise.reject(new TypeError("Failed to fetch")));
    const stop = keepTrying(load, done);
    await vi.advanceTimersByTimeAsync(100);
    stop();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(load).toHaveBeenCalledOnce();
  });
});
