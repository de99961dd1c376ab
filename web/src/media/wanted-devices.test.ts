import { beforeEach, describe, expect, it } from "vitest";
import { wantedDevices } from "./wanted-devices.ts";

beforeEach(() => sessionStorage.clear());

describe("what a person wants to show of themselves", () => {
  it("is everything at first", () => {
    expect(wantedDevices().get()).toEqual({ microphone: true, camera: true });
  });

  it("stays as it was through a reload of the tab", () => {
    const before = wantedDevices();
    before.set({ microphone: false });
    before.set({ camera: false });
    before.set({ camera: true });
    expect(wantedDevices().get()).toEqual({ microphone: false, camera: true });
  });

  it("is forgotten with the call", () => {
    const wanted = wantedDevices();
    wanted.set({ microphone: false, camera: false });
    wanted.forget();
    expect(wantedDevices().get()).toEqual({ microphone: true, camera: true });
  });

  it("does not believe nonsense", () => {
    sessionStorage.setItem("anteroom.muted", "[{");
    expect(wantedDevices().get()).toEqual({ microphone: true, camera: true });
  });
});
